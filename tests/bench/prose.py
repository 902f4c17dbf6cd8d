"""Norwegian prose for scale.py: what units and people in a municipality write, put together from a grammar.

Words are mostly compounds of two parts, as in real texts of this kind, so that new words keep coming as the text grows. A
sentence, a heading or a goal is a pattern whose {slots} are filled by chance; {emnet} and its forms stay the same for
one priority or goal, so that it is about something.
"""
import re

FIRST = """
    barnehage skole sfo- hjemme sykehjems helse helsestasjons omsorgs legevakts rehabiliterings rus barneverns familie
    ungdoms flyktninge integrerings språk lese regne kultur biblioteks museums frivillighets idretts svømme musikk ikt-
    arkiv lønns økonomi innkjøps budsjett regnskaps personal lærlinge veilednings kompetanse beredskaps sikkerhets brann
    feie personvern digitaliserings velferdsteknologi telefon drifts vedlikeholds renholds vaktmester bygnings eiendoms
    byggesaks plan kart oppmålings veg brøyte gatelys park skogs landbruks klima miljø avfalls gjenvinnings vann avløps
    pumpe ledningsnett fjernvarme havne næringsutviklings skjenke parkerings innbygger bruker pårørende foreldre elev
    besøks dagaktivitets mat kjøkken ernærings legemiddel fallforebyggings hverdagsmestrings demens kreft natt helge vikar
    turnus ressurs saksbehandlings klage journal tilskudds bolig nærmiljø folkehelse trafikk turveg kyst vinter sommer
    oppstarts overgangs pp- hørsels syns smittevern tannhelse fosterheims kulturskole ungdomsskole voksenopplærings
""".split()
HEAD = [row.split() for row in """
    en rutine rutinen rutiner rutinene; en avtale avtalen avtaler avtalene; en plan planen planer planene
    en modell modellen modeller modellene; en kartlegging kartleggingen kartlegginger kartleggingene
    en ordning ordningen ordninger ordningene; en oversikt oversikten oversikter oversiktene
    en veileder veilederen veiledere veilederne; en øvelse øvelsen øvelser øvelsene; en samtale samtalen samtaler samtalene
    en undersøkelse undersøkelsen undersøkelser undersøkelsene; en gruppe gruppen grupper gruppene
    en runde runden runder rundene; en liste listen lister listene; en oppgave oppgaven oppgaver oppgavene
    en tjeneste tjenesten tjenester tjenestene; en møteplass møteplassen møteplasser møteplassene
    en melding meldingen meldinger meldingene; en strategi strategien strategier strategiene
    en løsning løsningen løsninger løsningene; en opplæring opplæringen opplæringer opplæringene
    en sjekkliste sjekklisten sjekklister sjekklistene; en arbeidsmåte arbeidsmåten arbeidsmåter arbeidsmåtene
    en faggruppe faggruppen faggrupper faggruppene; en samling samlingen samlinger samlingene
    et tilbud tilbudet tilbud tilbudene; et tiltak tiltaket tiltak tiltakene; et møte møtet møter møtene
    et kurs kurset kurs kursene; et prosjekt prosjektet prosjekter prosjektene; et team teamet team teamene
    et verktøy verktøyet verktøy verktøyene; et system systemet systemer systemene; et skjema skjemaet skjemaer skjemaene
    et nettverk nettverket nettverk nettverkene; et program programmet programmer programmene
    et forløp forløpet forløp forløpene; et arbeid arbeidet arbeider arbeidene; et kontor kontoret kontorer kontorene
    et besøk besøket besøk besøkene; et regnestykke regnestykket regnestykker regnestykkene
""".replace("\n", ";").split(";") if row.strip()]
QUALITY = [row.split() for row in """
    ny nytt nye;felles felles felles;enkel enkelt enkle;fast fast faste;tydelig tydelig tydelige;digital digitalt digitale
    trygg trygt trygge;kort kort korte;åpen åpent åpne;god godt gode;lokal lokalt lokale;tverrfaglig tverrfaglig tverrfaglige
    helhetlig helhetlig helhetlige;rimelig rimelig rimelige;forutsigbar forutsigbart forutsigbare;liten lite små
    samordnet samordnet samordnede;oppdatert oppdatert oppdaterte;månedlig månedlig månedlige;praktisk praktisk praktiske
""".replace("\n", ";").split(";") if row.strip()]
PLACE_FIRST = """Sol Nord Sør Fjell Elve Bjørke Furu Granli Hav Strand Myr Lauv Øvre Nedre Rogne Tinde Vass Kvern Lang Bru Kirke
    Skog Svart Rød Storm Måse Ørne Hegge Selje Blå Kalv Stein Torv Sand Brei Jern Gull Kobber Salt Tjære""".split()
PLACE_LAST = """bakken vika lia neset moen enga dalen haugen sletta tunet berget vatnet bukta hamna kroken odden bygda grenda
    myra stranda elva fossen lunden åsen skaret viken""".split()
SLOTS = {
    "folk": """innbyggerne|brukerne|elevene|foreldrene|de pårørende|de ansatte|vikarene|lærlingene|saksbehandlerne|nattevaktene
        |helsefagarbeiderne|kontaktlærerne|barna|ungdommene|søkerne|de nyansatte|tillitsvalgte|lederne våre|naboene
        |renholderne|vaktmesterne|sykepleierne|ingeniørene|de frivillige|entreprenørene|fastlegene|miljøterapeutene
        |barnehagelærerne|fagarbeiderne|beboerne|studentene|driftsoperatørene""",
    "rolle": """Enhetsleder|Fagansvarlig|Avdelingsleder|Verneombudet|Teamleder|Rådgiver|Driftsleder|Alle|Prosjektleder|Superbruker
        |Merkantil konsulent|Fagteamet|Assisterende leder|Kvalitetsrådgiver|Opplæringsansvarlig|Ressursgruppa|Ingeniør
        |Vaktleder|Spesialpedagog|Fadderne|Personalgruppa|Koordinator|Plasstillitsvalgt|Økonomikontakt""",
    "frist": "{tall31}. {måned}|uke {tall52}|løpende|innen {måned}|fra {tall31}. {måned}|{måned} og {måned}|første kvartal",
    "måned": "januar|februar|mars|april|mai|juni|august|september|oktober|november|desember",
    "gang": """hver {dag}|én gang i måneden|hver fjortende dag|to ganger i året|i hvert personalmøte|etter ferien
        |minst fire ganger i året""",
    "dag": "mandag|tirsdag|onsdag|torsdag|fredag",
    "gjøre": """prøve ut|forenkle|følge opp|evaluere|ta i bruk|bygge opp|tilpasse|rydde i|samle|dele|forbedre|gjøre ferdig|drøfte
        |planlegge|gjennomgå|bestemme over|forankre|beskrive|fornye|måle|sette av tid til|legge om|utvide|forklare""",
    "gjør": """prøver ut|forenkler|følger opp|evaluerer|tar i bruk|bygger opp|tilpasser|rydder i|samler|deler|forbedrer|drøfter
        |planlegger|gjennomgår|forankrer|beskriver|fornyer|måler|setter av tid til|legger om|utvider""",
    "virke": """gå bedre|ta kortere tid|bli tryggere|henge sammen|være til å stole på|være lettere å forstå|nå flere|koste mindre
        |holde gjennom vinteren""",
    "vanskelig": """det er få av oss|avstandene er store|ingen har hatt tid|rutinene er ulike fra sted til sted|vikarene skifter ofte
        |systemene ikke snakker sammen|ansvaret har vært uklart|bemanningen er skåret ned|behovene øker raskere enn budsjettet
        |mye blir gjort to ganger|de som kan det, snart går av|vi får vite det for seint""",
}
SENTENCES = """
{emnet} skal {virke} når {folk} er med fra første dag.
Vi {gjør} {emnet} sammen med {folk}, og vi begynner i {sted}.
I dag bruker {folk} i snitt {tall} minutter i uka på {tingen}, og det er mer enn vi har råd til.
Andelen som er fornøyd med {emnet}, skal opp fra {prosent} til {høyprosent} prosent.
Erfaringene fra {sted} viser at {tingen} virker best når {folk} får være med og bestemme.
Det er lett å si og krevende å få til, fordi {vanskelig}.
Derfor skal vi {gjøre} {den nye tingen} før vi begynner på noe annet.
{folk} sier at {emnet} er {preg} for dem, men at {tingen} kommer for seint.
Vi har {tall} {ting} og {tall} {ting}, og bare halvparten er gode nok.
I løpet av året skal alle få tilbud om {en ny ting}, også de som arbeider om natta.
{gang} setter vi av en time til å {gjøre} {tingene}.
Målet er at {folk} skal merke forskjellen innen {måned}.
Når {vanskelig}, blir {emnet} det første vi lar ligge.
Vi vil heller ha {en ny ting} som alle bruker, enn {tall} {ting} som ingen kjenner.
Den som oppdager en feil i {emnet}, skal kunne melde fra samme dag og få svar innen {tall} dager.
Sammen med {folk} i {sted} har vi funnet ut at {tingen} må {virke}.
Kommunestyret har bedt oss om å {gjøre} {tingene}, og midlene er satt av ut {måned}.
{folk} skal slippe å spørre flere ganger om det samme.
Fram til {måned} tar {rolle_liten} imot innspill om {den nye tingen}.
Vi kutter {ting} som ikke hjelper {folk}, og bruker tida på {emnet}.
*{emnet_stor}* er ikke et mål i seg selv, men et middel for at {folk} skal få en bedre hverdag.
Ved siste måling sa {prosent} prosent av {folk} at de kjente til {emnet}.
Etter {tall} uker ser vi på tallene sammen og bestemmer om {tingen} skal fortsette.
{sted} og {sted} har prøvd {tingen} i et halvt år, og sykefraværet gikk ned med {tall} prosent.
Det viktigste er **at vi gjør det likt**, enten det er {dag} eller {dag} og uansett hvem som er på vakt.
Vi må {gjøre} {tingen} selv, for {vanskelig}.
Nye kolleger skal få {en ny ting} og en fadder de første {tall} dagene.
Et godt eksempel er {tingen} i {sted}, som {folk} laget selv.
Vi trenger ikke flere {ting}; vi trenger at {emnet} blir brukt.
Forskjellen mellom {sted} og {sted} er større enn den trenger å være.
Hvis {tingen} skal {virke}, må {folk} få tid til å lære den skikkelig.
""".strip().split("\n")
MESSAGES = """
Året som gikk, lærte oss at {emnet} bare virker når vi snakker sammen.
Jeg er stolt av det dere har fått til med {tingene} i {sted}, og jeg vil at flere skal få vite om det.
I samtalen vil jeg gjerne høre hva du mener vi skal holde fast ved, og hva vi kan slutte med.
Det blir et år med stramme budsjetter, og nettopp derfor må vi velge: Jeg velger {emnet}.
Mange av dere har sagt at {vanskelig}. Det tar jeg på alvor.
Ta med deg én idé om {tingen}. Den trenger ikke være ferdig tenkt.
Hva er det **du** ser i arbeidet ditt med {tingene}, som vi andre ikke ser?
Vi skal gjøre færre ting, og gjøre dem ferdig.
Fortell meg hva som skal til for at du kan {gjøre} {tingen} på en måte du er fornøyd med.
Jeg lover å følge opp det vi blir enige om, {gang}.
Uten {folk} hadde {emnet} stoppet opp i {måned}.
""".strip().split("\n")
INTROS = """
Vi er {tall} ansatte og møter {hundre} innbyggere i løpet av en vanlig uke, de fleste i {sted} og {sted}.
{sted} og {sted} har {tall} {ting}, og pågangen øker. Resultatene er gode, men {vanskelig}.
Enheten fikk nye oppgaver i {måned}. Vi har valgt det som betyr mest for {folk}.
Budsjettet for neste år er på {tall} millioner kroner, {tall} prosent mindre enn i år. Det må vi møte med {tingene}.
Kommuneplanen sier at {folk} skal ha {en ny ting}. Slik gjør vi det hos oss.
Tallene fra {måned} viser at {prosent} prosent av {folk} venter for lenge på {tingen}.
""".strip().split("\n")
HEADINGS = """
{emner_stor} som virker|{adj_flertall_stor} {emner} for alle|Færre {ting}, bedre {emner}|{emnet_stor} først|Trygg på {emnet}
|Vi lærer av {emnet}|{emner_stor} i hele {sted}|Alle kjenner {emnet}|Mer tid til {emnet}|{emnet_stor} når {folk} trenger det
|Slik får vi {emner} til å {virke}|Fra {ting} til {emner}|Sammen om {emnet}|Rett {emne} til rett tid
""".replace("\n", "").strip().split("|")
MEASURES = """
Gjennomgå {tingene} i {sted}|{adj_flertall_stor} {ting} for {folk}|Kurs i {tingen}, {tall} timer|Kartlegge {tingene}
|Prøve ut {tingen} i {sted} og {sted}|Møte med {folk} om {emnet}|Skrive om {tall} standardbrev om {emnet}
|Fast punkt om {emnet} i personalmøtet|Kort undersøkelse blant {folk}|Lage {en ny ting}|Hospitere i {sted}
|Evaluere {emnet} sammen med {folk}|Øve på {tingen} to og to|Måle hvor lang tid {emnet} tar|Rydde i {tingene}
|Avtale {ting} med {sted}|Bestille og ta i bruk {tingen}|Opplæring av {folk}
""".replace("\n", "").strip().split("|")
GOALS = """
{emnet_stor} er tatt i bruk av {folk} i {sted}|Alle {folk_bart} kjenner {emnet} innen {måned}
|{tall} {ting} er gjennomført før {måned}
|{folk_stor} får svar innen {tall} dager|{emnet_stor} tar halvparten så lang tid som i dag|Vi har {en ny ting} som {folk} bruker
|{adj_flertall_stor} {emner} er på plass i {sted} og {sted}|Avvikene i {emnet} er halvert
""".replace("\n", "").strip().split("|")
OWN_GOALS = """
Jeg kan {gjøre} {emnet} på egen hånd|Jeg sier fra tidlig når {emnet} stopper opp|Jeg fullfører utdanningen i {tingene}
|Jeg leder {tingen} uten å bli avbrutt|Jeg lærer bort {emnet} til {folk}|Jeg blir tryggere i møte med {folk}
|Jeg gir tilbakemelding samme uke som noe skjer i {emnet}|Jeg deler det jeg kan om {tingen}
""".replace("\n", "").strip().split("|")
REMARKS = """
{emnet_stor} virker, men opplæringen tok lengre tid enn vi trodde, fordi {vanskelig}.
|Du har fått {folk} med deg. Det merkes {gang}.
|Andelen gikk opp fra {prosent} til {høyprosent} prosent, og {folk} sier at det er blitt enklere.
|Et stort skritt for oss alle i {sted}.
|Vi kom i gang i {måned}, to måneder etter planen, og {tingen} mangler ennå.
|Jeg gruer meg fortsatt til {tingen}, men jeg venter ikke lenger.
|{folk_stor} må være med fra starten neste gang.|Små prøver med få folk gir raskere svar enn store planer om {tingen}.
""".replace("\n", "").strip().split("|")
NOTES = """{tingen_stor} er i gang|To av {tall} samlinger er holdt|Venter på {folk}|{emnet_stor} mangler i {sted}|Ferdig i {måned}
|Går bedre enn ventet|Utsatt til {måned}|{folk_stor} har prøvd {tingen}""".replace("\n", "").split("|")
QUESTIONS = """
Hva skal til for at {emnet} virker hos oss?|Hvilket møte eller hvilken rutine i {emnet} kan vi klare oss uten?
|Hva kan {folk} lære av deg om {tingen}?|Hvordan bør vi {gjøre} {emnet} neste vinter?
""".replace("\n", "").strip().split("|")


def capital(text):
    at = next((i for i, c in enumerate(text) if c.isalpha()), None)
    return text if at is None else text[:at] + text[at].upper() + text[at + 1:]


class Topic:
    """A noun, most often a compound, in all its forms."""

    def __init__(self, dice):
        article, *forms = dice.pick(HEAD)
        first = dice.pick(FIRST)
        self.article, self.neuter = article, article == "et"
        # of three equal letters in a row, one is left out
        self.forms = [first[:-1] + form if first[-2:] == form[0] * 2 else first + form for form in forms]
        self.quality = dice.pick(QUALITY)

    def fill(self, slot):
        one, the, many, all_of = self.forms
        adjective, neuter, plural = self.quality
        return {
            "emne": one, "emnet": the, "emner": many, "emnene": all_of,
            "en ny ting": f"{self.article} {neuter if self.neuter else adjective} {one}",
            "den nye tingen": f"{'det' if self.neuter else 'den'} {plural} {the}",
            "preg": neuter if self.neuter else adjective, "adj_flertall": plural,
        }[slot]


class Writer:
    def __init__(self, dice):
        self.dice, self.topic = dice, Topic(dice)

    def turn(self):
        """From here on, it is about something else."""
        self.topic = Topic(self.dice)

    def place(self):
        first, last = self.dice.pick(PLACE_FIRST), self.dice.pick(PLACE_LAST)
        return f"{first} {last.capitalize()}" if first in ("Øvre", "Nedre") else first + last

    def slot(self, name):
        dice = self.dice
        bare = name.removesuffix("_stor").removesuffix("_liten").removesuffix("_bart")
        if bare != name:
            filled = self.slot(bare)
            if name.endswith("_bart"):
                return filled.removeprefix("de ")
            return capital(filled) if name.endswith("_stor") else filled.lower()
        if name == "sted":
            return self.place()
        if name.startswith("tall"):
            return str(1 + dice.below(int(name[4:]))) if name[4:] else str(3 + dice.below(57))
        if name in ("prosent", "høyprosent"):
            return str((20 if name == "prosent" else 60) + dice.below(35))
        if name == "hundre":
            return str(20 * (4 + dice.below(90)))
        if name in SLOTS:
            return self.write(dice.pick(choices(name)))
        if name in ("ting", "tingen", "tingene"):
            return Topic(dice).fill({"ting": "emner", "tingen": "emnet", "tingene": "emnene"}[name])
        return (Topic(dice) if name in ("en ny ting", "den nye tingen") else self.topic).fill(name)

    def write(self, pattern):
        return re.sub(r"\{([^}]+)\}", lambda m: self.slot(m[1]), pattern)

    def sentence(self, patterns):
        return capital(self.write(self.dice.pick(patterns)))

    def text(self, patterns, least, most):
        """So many sentences, none of them twice."""
        left, sentences = list(patterns), []
        for _ in range(least + self.dice.below(most - least + 1)):
            sentences.append(capital(self.write(left.pop(self.dice.below(len(left))))))
        return " ".join(sentences)


CHOICES = {}


def choices(name):
    if name not in CHOICES:
        CHOICES[name] = [" ".join(choice.split()) for choice in SLOTS[name].split("|")]
    return CHOICES[name]
