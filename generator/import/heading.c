// Headings of Visma, Unit4, SAP, DFØ, Entra ID, BambooHR, Workday and others, in Norwegian,
// Swedish, Danish and English: a table of words, of which the first that fits says what a column
// means.
#include "import/heading.h"

#include <string.h>

#include "base/array.h"
#include "base/buf.h"
#include "base/ascii.h"
#include "base/translate.h"
#include "read/ids.h"

const char *const heading_names[MEANINGS] = {
    [MEANS_IGNORED] = "ignore",
    [MEANS_NATIONAL_ID] = "national-id",
    [MEANS_NUMBER] = "number",
    [MEANS_NAME] = "name",
    [MEANS_FIRST_NAME] = "first-name",
    [MEANS_MIDDLE_NAME] = "middle-name",
    [MEANS_LAST_NAME] = "last-name",
    [MEANS_TITLE] = "title",
    [MEANS_EMAIL] = "email",
    [MEANS_LOGIN] = "login",
    [MEANS_UNIT] = "unit",
    [MEANS_UNIT_CODE] = "unit-code",
    [MEANS_PARENT] = "parent",
    [MEANS_PARENT_CODE] = "parent-code",
    [MEANS_PATH] = "path",
    [MEANS_COMPANY] = "company",
    [MEANS_LEADER] = "leader",
    [MEANS_UNIT_LEADER] = "unit-leader",
    [MEANS_LEADS] = "leads",
    [MEANS_FROM] = "from",
    [MEANS_TO] = "to",
    [MEANS_AWAY] = "away",
    [MEANS_AWAY_FROM] = "away-from",
    [MEANS_AWAY_TO] = "away-to",
    [MEANS_PERCENT] = "percent",
    [MEANS_MAIN] = "main",
    [MEANS_STATUS] = "status",
    [MEANS_ENABLED] = "enabled",
    [MEANS_KIND] = "kind",
};

const char *const heading_words[MEANINGS] = {
    [MEANS_NOTHING] = N_("not understood"),
    [MEANS_IGNORED] = N_("not needed"),
    [MEANS_NATIONAL_ID] = N_("national identity number: never used, kept or shown"),
    [MEANS_NUMBER] = N_("employee number"),
    [MEANS_NAME] = N_("name"),
    [MEANS_FIRST_NAME] = N_("first name"),
    [MEANS_MIDDLE_NAME] = N_("middle name"),
    [MEANS_LAST_NAME] = N_("last name"),
    [MEANS_TITLE] = N_("position"),
    [MEANS_EMAIL] = N_("e-mail address"),
    [MEANS_LOGIN] = N_("sign-in name"),
    [MEANS_UNIT] = N_("unit"),
    [MEANS_UNIT_CODE] = N_("code of the unit"),
    [MEANS_PARENT] = N_("unit above"),
    [MEANS_PARENT_CODE] = N_("code of the unit above"),
    [MEANS_PATH] = N_("path of units"),
    [MEANS_COMPANY] = N_("whole organisation"),
    [MEANS_LEADER] = N_("leader"),
    [MEANS_UNIT_LEADER] = N_("leader of the unit"),
    [MEANS_LEADS] = N_("leads the unit"),
    [MEANS_FROM] = N_("first day"),
    [MEANS_TO] = N_("last day"),
    [MEANS_AWAY] = N_("leave"),
    [MEANS_AWAY_FROM] = N_("leave, first day"),
    [MEANS_AWAY_TO] = N_("leave, last day"),
    [MEANS_PERCENT] = N_("percentage"),
    [MEANS_MAIN] = N_("main position"),
    [MEANS_STATUS] = N_("status"),
    [MEANS_ENABLED] = N_("whether the account is active"),
    [MEANS_KIND] = N_("kind of employment or account"),
};

enum meaning heading_named(const char *name)
{
    for (int m = 0; m < MEANINGS; m++)
        if (heading_names[m] && !strcmp(heading_names[m], name)) return (enum meaning)m;
    return MEANINGS;
}

// ---- Words. Alternatives are divided by |; "=x" is the whole heading, "^x" its beginning, "x$"
// its end, "x" any part of it. All are letters and digits, without marks, as heading_key() has
// them.

static bool fits_one(const char *key, const char *word, size_t n)
{
    size_t length = strlen(key);
    if (*word == '=') return length == n - 1 && !memcmp(key, word + 1, n - 1);
    if (*word == '^') return length >= n - 1 && !memcmp(key, word + 1, n - 1);
    if (word[n - 1] == '$') return length >= n - 1 && !memcmp(key + length - n + 1, word, n - 1);
    return memmem(key, length, word, n);
}

static bool fits(const char *key, const char *words)
{
    for (const char *p = words; p && *p;) {
        size_t n = strcspn(p, "|");
        if (fits_one(key, p, n)) return true;
        p += n + (p[n] == '|');
    }
    return false;
}

#define UNITS                                                                                      \
    "enhet|eining|enhed|avdeling|avdelning|afdeling|^avd|avd$|department|=dept|dept$|orgunit|"     \
    "organizationalunit|organisasjonsledd|=org|seksjon|section|sektion|division|divisjon|"         \
    "koststed|kostnadssted|kostnadsstalle|omkostningssted|costcenter|costcentre|virksomhet|"       \
    "verksamhet|tjenestested|tjenesteomr|=tjeneste|etat|sektor|sector|=omrade|forvaltning|=team|"  \
    "teamnavn|=gruppe|gruppenavn|faggruppe|=group|businessunit|=bu|supervisoryorg|resultatenhet|"  \
    "rammeomrade|=ansvar|ansvarssted|ansvarsomrade|institutt|fakultet|faculty|=skole|orgniva|"     \
    "=niva1|=niva2|=niva3|=niva4|=niva5|=niva6|=level1|=level2|=level3|=level4|=level5|=level6|"   \
    "=l1|=l2|=l3|=l4|=l5|orglevel|organisasjonsniva|organisasjon|organisation|organization|"       \
    "unitname|=unit|unitid|unitcode|tenestestad|tenesteomr|=teneste|verksemd|=skule|kostnadsstad|" \
    "teamnamn|gruppenamn"

#define LEADERS                                                                                   \
    "leder|leader|leiar|manager|supervisor|chef|sjef|reportsto|reportingto|reportto|rapporterer|" \
    "rapporterar|superior|overordnetperson|overordnadperson|overordnede|naermesteoverordn|"       \
    "narmasteoverordn|naermestefore|foresatt|forman|linemanager|=boss|headofunit|unithead|head$|" \
    "naerasteoverordn"

#define LEAVES                                                                         \
    "permisjon|permission|leave|orlov|tjanstledig|tjanledig|fravaer|franvaro|absence|" \
    "foraldraledig|barsel|permfra|permtil|permfom|permtom|permstart|permslutt"

#define PARENTS                                                                                   \
    "overordn|overliggende|overliggjande|parent|overenhet|overenhed|overavd|=over|foralder|moder" \
    "|hoyereniva|tilhorer|ovanfor|horertil|hoyrertil|hoyrerunder|=under|superior|enhetover|"      \
    "einingover|niovover"

#define CODES "kode|code|kod$|nr$|nummer|number|id$|ident$|^id|no$|key$"

struct heading_rule {
    enum meaning meaning;
    const char *any, *also, *none;  // of any, and of also where it is given, and none of none
};

static const struct heading_rule rules[] = {
    {MEANS_NATIONAL_ID,
     "fodselsn|fodselnr|fodsnr|=fnr|fodselsogperson|personnummer|=cpr|cprn|nationalid|"
     "nationalinsurance|socialsec|=ssn|=nin|dnummer|identitetsnummer|identitetsbet|personident|"
     "fnrdnr|nationalt",
     NULL, LEADERS},
    {MEANS_EMAIL, "epost|email|mail", NULL,
     "privat|personalemail|personalmail|homeemail|hjemme|heime|" LEADERS},
    {MEANS_IGNORED,
     "fodselsd|fodt|birth|fodelse|=alder|=age|kjonn|gender|=kon|=sex|lonnstrinn|salary|=lonn|"
     "arslonn|telefon|phone|mobil|tlf|adresse|address|postnr|postnum|postkode|postcode|postalcode|"
     "poststed|=zip|=city|country|=land|"
     "nationalit|statsborger|kommentar|comment|merknad|arsak|reason|orsak|fagforening|union|"
     "sivil|bankkonto|kontonummer|created|opprettet|lastsign|sistendret|modified|objectid|licen|"
     "location|arbeidssted|arbejdssted|office|=sted|building|=bygg|=ort|privat|personalemail|"
     "homeemail|hjemme|ansiennitet|seniority|language|sprak|mottaker|=fodd|=lon|arslon|lonstrinn|"
     "lonssteg|poststad|arbeidsstad|fagforeining|heime|statsborgar|sistendra|oppretta|mottakar",
     NULL, NULL},
    {MEANS_IGNORED, LEADERS,
     "tittel|title|stilling|position|niva|level|avtale|kode$|secondlevel|skiplevel|type|dato|"
     "ledersleder|managersmanager|ledersenhet|ledersavd|leiarsinleiar|leiarensinleiar",
     NULL},
    {MEANS_LEADS, LEADERS, "^er|^is|janei|jn$|ledsav|^ja", "erfaring"},
    {MEANS_UNIT_LEADER,
     "enhetsleder|enhetensleder|avdelingsleder|avdelingensleder|seksjonsleder|departmentmanager|"
     "departmenthead|headofdepart|unitmanager|unithead|headofunit|unitleader|enhetschef|"
     "enhetschef|avdelningschef|afdelingsleder|afdelingschef|forvaltningschef|teamleder|"
     "gruppeleder|virksomhetsleder|einingsleiar|avdelingsleiar|orgenhetleder|enhedsleder|"
     "organizationmanager|orgmanager|lederforenhet|lederavenhet|managerofunit|seksjonsleiar|"
     "teamleiar|gruppeleiar|verksemdsleiar|leiarforeining|leiaraveining",
     NULL, NULL},
    {MEANS_PATH, "organizationhierarchy|orghierarchy|organizationpath|organisasjonshierarki", NULL,
     NULL},
    {MEANS_PARENT_CODE, "superiororg|parentorg", CODES, NULL},
    {MEANS_PARENT, "superiororg|parentorg", NULL, NULL},
    {MEANS_UNIT_CODE, "supervisoryorg", CODES, NULL},
    {MEANS_UNIT, "supervisoryorg", NULL, "manager|leader"},
    {MEANS_PARENT_CODE, PARENTS, CODES,
     "person|"
     "leder|manager|chef|sjef|superiorn|persno"},
    {MEANS_PARENT, PARENTS,
     UNITS "|=parent|=over|=overordnet|=overordna|=overordnad|navn|name|org$",
     "person|leder|manager|chef|sjef|persno"},
    {MEANS_PARENT,
     "=parent|=overordnet|=overordna|=overordnad|=under|=tilhorer|=horertil|=horerunder|"
     "=hoyrertil|=hoyrerunder",
     NULL, NULL},
    {MEANS_LEADER, LEADERS, NULL, NULL},
    {MEANS_TO, "leavedate|leavingdate|dateofleaving|leaver|leavedon", NULL, NULL},
    {MEANS_IGNORED, LEAVES,
     "type|kode|code|prosent|percent|grad|omfang|permisjonsart|fravaersart|tekst|beskrivelse|"
     "balance|saldo|dager|days",
     NULL},
    {MEANS_AWAY, LEAVES, "fratil|fromto|frantill|periode|period", NULL},
    {MEANS_AWAY_TO, LEAVES,
     "til$|till$|to$|tildato|tilldatum|slut|end|tom$|return|ttil|ttom|avslut|tilogmed|sistedag",
     NULL},
    {MEANS_AWAY_FROM, LEAVES,
     "fra$|fran$|from$|fom$|fradato|datofra|frandatum|start|begin|fraogmed|forstedag|fyrstedag",
     NULL},
    {MEANS_AWAY, LEAVES, NULL, NULL},
    {MEANS_LOGIN,
     "userprincipal|=upn|samaccount|brukernavn|brukerident|=bruker|=brukerid|username|=userid|"
     "=user|anvandarn|anvandarid|brugern|brugerid|login|logon|signin|=initialer|=alias|feide|"
     "=ident|=signatur|brukarnamn|brukarident|=brukar|=brukarid",
     NULL, NULL},
    {MEANS_ENABLED, "accountenabled|=enabled|kontoaktiv|=aktiv|=active|isactive|aktivert", NULL,
     NULL},
    {MEANS_STATUS, "status", NULL, "marital|visa"},
    {MEANS_KIND,
     "usertype|brukertype|employeetype|workertype|ansattype|ansatttype|personkategori|=type|"
     "persontype|anstallningstyp|medarbejdertype|ansettelsesform|anstallningsform|"
     "ansaettelsesform|ansettelsestype|contracttype|employmenttype|medarbeidergruppe|"
     "medarbeiderundergruppe|employeegroup|employeesubgroup|medarbejdergruppe|timetype|"
     "arbeidsforholdstype|ansettelsesforhold|tilsettingsform|kontraktstype|tilsettingsforhold|"
     "typetilsetting|tilsettingstype|medarbeidargruppe",
     NULL, NULL},
    {MEANS_MAIN,
     "hovedstilling|primaryposition|primaryjob|isprimary|hovedarbeid|hovedforhold|huvudanst|"
     "hovedansaet|hovedjobb|=primary|=hoved|hovudstilling|hovudarbeid|hovudjobb|=hovud",
     NULL, NULL},
    {MEANS_PERCENT,
     "prosent|percent|procent|pst$|=fte|fte$|^fte|sysselsattningsgrad|syssgrad|sysselsgrad|"
     "tjanstgoringsgrad|"
     "beskaeftigelsesgrad|stillingsandel|stillingsbrok|stillingsstorrelse|arsverk|=andel|"
     "anstallningsgrad|=grad|arbeidstidsprosent|omfattning|stillingsdel|stillingsstorleik",
     NULL, "lonn|skatt"},
    {MEANS_TO,
     "sluttd|slutd|^slutt|fratred|fratraed|fratrad|terminat|enddate|=end|tildato|datotil|"
     "tilogmed|=tom|=til|=to|gyldigtil|validto|gjeldertil|avslut|avgang|lastday|ansatttil|"
     "ansattil|ansattilogmed|anstalldt|tilldatum|datumtill|=till|contractend|endda|opphor|upphor|"
     "ophor|udtraed|expir|utlop|tilsetttil|tilsettil|employmentto|ansettelsetil|ansettelsetom|"
     "ansttom|ansttill|sistedag|sistearbeidsdag|endemploy|employmentend|dateended|avsluttes|=slutt|"
     "=slut|ansattilt|"
     "ansatt?tom|ansattom|ansatttom|ansattil|gjeldtil|=sluttar",
     NULL, NULL},
    {MEANS_FROM,
     "startd|=start|=startet|=started|ansattfra|ansattdato|ansettelsesdato|hire|tiltred|tiltrad|"
     "tiltraed|"
     "anstfrom|anstfom|anstfran|anstallningsd|anstalldfr|ansatdato|ansatfra|ansaettelsesdato|"
     "datofra|fradato|=fra|=from|"
     "=fran|=fom|gyldigfra|validfrom|begindate|begda|joindate|joined|joining|commence|"
     "effectivedate|entrydate|inntred|intrade|tilsettfra|tilsettdato|employmentfrom|"
     "ansettelsefra|ansettelsefom|frandatum|datumfran|ansattsiden|begynte|ansattfom|gjelderfra|"
     "gjeldfra|fraogmed|forstedag|forstearbeidsdag|fyrstedag|fyrstearbeidsdag|tilsettingsd|"
     "=byrja|=byrjar",
     NULL, NULL},
    {MEANS_PATH,
     "orgsti|=sti|enhetssti|orgpath|organisasjonssti|=path|hierarki|hierarchy|sokvag|"
     "organisationssti|orgtre|organisasjonstre|orgstruktur|organisasjonsstruktur|=struktur|"
     "distinguishedname|unitpath|fullpath|=ou|organisasjonsplassering",
     NULL, NULL},
    {MEANS_NAME, "etternavn|lastname|surname|efternamn|efternavn|etternamn|familyname",
     "fornavn|firstname|fornamn|givenname", NULL},
    {MEANS_FIRST_NAME, "fornavn|firstname|givenname|forename|fornamn|forenamn", NULL, NULL},
    {MEANS_LAST_NAME,
     "etternavn|lastname|surname|familyname|efternamn|efternavn|etternamn|slektsnavn|slektsnamn",
     NULL, NULL},
    {MEANS_MIDDLE_NAME, "mellomnavn|middlename|mellannamn|mellemnavn|mellomnamn", NULL, NULL},
    {MEANS_IGNORED,
     "stillingskode|stillkode|stillingkode|jobcode|positioncode|=sko|befattningskod|yrkeskode|"
     "jobprofileid|stillingsid|stillingid|positionid|stillingsn|positionn|jobid|=aid|stillkat",
     NULL, "navn|name|namn|nemning"},
    {MEANS_TITLE,
     "stilling|tittel|title|position|befattning|titel|yrke|=job|jobb|=rolle|=role|jobprofile|"
     "occupation|=funksjon|tjenestebet|stbet$",
     NULL, NULL},
    {MEANS_IGNORED, "orgnr|organisasjonsnummer|orgnummer|orgno|organisationsnummer", NULL, "enhet"},
    {MEANS_COMPANY,
     "firma|company|selskap|bolag|legalentity|=organisasjon|=organisation|=organization|"
     "arbeidsgiver|employer|=kommune|foretak|virksomhetsnavn|verksemdsnamn|arbeidsgivar|"
     "arbeidsgjevar|selskab|klient|arbejdsgiver",
     NULL, NULL},
    {MEANS_UNIT_CODE, UNITS, CODES, NULL},
    {MEANS_UNIT, UNITS, NULL, NULL},
    {MEANS_NUMBER,
     "ansattnr|ansattnummer|ansattno|ansattid|ansattident|employeeid|employeenr|employeenumber|"
     "employeeno|workerid|personalnr|personalnummer|personalid|personnelno|personnelnumber|"
     "personnelnr|persno|pernr|persnr|anstallningsn|=anstnr|anstallningsid|anstnr|"
     "medarbejdernr|medarbejdernummer|medarbejderid|medarbeidernr|medarbeidernummer|"
     "medarbeiderid|medarbetarid|medarbetarnummer|lonnsnr|lonnsnummer|lonnr|lonnnr|loenn|"
     "tjenestenummer|tjenestenr|ressursn|ressnr|ressnummer|ressursid|=ressurs|=resurs|resourceid|"
     "resourceno|"
     "staffid|staffno|staffnr|staffnumber|badge|=id|=nr|=nummer|=number|=no|personid|=personnr|"
     "=pnr|lopenr|loebenr|arbeidstakernr|arbeidstakernummer|arbeidstakerid|tilsettnr|ansatnr|"
     "ansatnummer|payrollno|payrollnumber|payrollid|=medarbejder#|tilsettnummer|tilsettid$|"
     "lonsnr|lonsnummer|lonnummer|medarbeidarnr|medarbeidarnummer|medarbeidarid|arbeidstakarnr|"
     "arbeidstakarnummer|arbeidstakarid",
     NULL, NULL},
    {MEANS_NAME,
     "navn|name|namn|worker|employee|=ansatt|=ansatte|medarbeider|medarbetare|medarbejder|"
     "=person|arbeidstaker|medarbeidar|arbeidstakar|=tilsett|=anstalld|=tilsette|=resource|="
     "ressurst",
     NULL, "prosjekt|projekt|project|funksjon|kontonavn|=artnavn|=artsnavn"},
};

const char *heading_key(struct arena *a, const char *heading)
{
    struct buf words = {0};
    for (const char *p = heading; *p; p++) {
        if (*p == '%') buf_str(&words, " prosent");
        else if (*p == '#') buf_str(&words, " nr");
        else buf_c(&words, *p);
    }
    char *id = ids_from_text(a, buf_cstr(&words), false), *to = id;
    buf_free(&words);
    for (const char *p = id; *p; p++)
        if (ascii_is_lower(*p) || ascii_is_digit(*p)) *to++ = *p;
    *to = '\0';
    return id;
}

enum meaning heading_meaning(const char *heading)
{
    struct arena scratch = {0};
    const char *key = heading_key(&scratch, heading);
    enum meaning found = MEANS_NOTHING;
    for (size_t i = 0; *key && i < COUNT(rules) && !found; i++) {
        const struct heading_rule *r = &rules[i];
        if (fits(key, r->any) && (!r->also || fits(key, r->also)) && !fits(key, r->none))
            found = r->meaning;
    }
    arena_free(&scratch);
    return found;
}

bool heading_is_account(const char *heading)
{
    struct arena scratch = {0};
    bool account = fits(
        heading_key(&scratch, heading),
        "koststed|kostnadssted|kostnadsstalle|omkostningssted|kostnadsstad|costcent|=ansvar|"
        "=ansvart|ansvarnavn|ansvarsnavn|ansvarkode|ansvarskode|ansvarnr|ansvarsnr|"
        "ansvarssted|=tjeneste|=tjenestet|tjenestenavn|tjenestekode|=teneste|tenestenamn|"
        "tenestekode");
    arena_free(&scratch);
    return account;
}

bool heading_is_general(const char *heading)
{
    struct arena scratch = {0};
    bool general = fits(heading_key(&scratch, heading),
                        "=nr|=nummer|=number|=no|=id|=navn|=name|=namn|=kode|=code|=kod|=fra|=til|"
                        "=from|=to|=fom|=tom|=till|=fran|=epost|=email|=mail|=tittel|=title|"
                        "=stilling|=ansattnr|=tekst|=text|=dato|=betegnelse|=objektid|=benamning|="
                        "fornavn|=etternavn|"
                        "=benevnelse|=start|=slutt|=fodselsnr");
    arena_free(&scratch);
    return general;
}

bool heading_is_text_of(const char *heading, const char *code)
{
    static const char *const ends[] = {"(T)",     " (T)", "(t)",   " tekst", " (tekst)", " text",
                                       " (text)", "_T",   " navn", " name",  "(navn)",   " (navn)"};
    size_t n = strlen(code);
    if (!n || strncmp(heading, code, n)) return false;
    for (size_t i = 0; i < COUNT(ends); i++)
        if (!strcmp(heading + n, ends[i])) return true;
    return false;
}
