// import/heading: what a column means, by its heading in Nynorsk, where words end otherwise than in
// Bokmål (tilsettnummer, hovudstilling, brukarnamn) and hold other words (fagforeining: eining).
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "base/array.h"
#include "import/heading.h"

static const struct expected {
    const char *heading;
    enum meaning meaning;
} headings[] = {
    {"Tilsettnummer", MEANS_NUMBER},
    {"Tilsettnr.", MEANS_NUMBER},
    {"Tilsett-ID", MEANS_NUMBER},
    {"Tilsett nr", MEANS_NUMBER},
    {"Lønsnummer", MEANS_NUMBER},
    {"Lønnummer", MEANS_NUMBER},
    {"Medarbeidarnummer", MEANS_NUMBER},
    {"Arbeidstakarnummer", MEANS_NUMBER},
    {"Arbeidstakarnr", MEANS_NUMBER},
    {"Ressursnummer", MEANS_NUMBER},
    {"Personnr.", MEANS_NUMBER},
    {"Namn", MEANS_NAME},
    {"Tilsett", MEANS_NAME},
    {"Tilsett namn", MEANS_NAME},
    {"Medarbeidar", MEANS_NAME},
    {"Arbeidstakar", MEANS_NAME},
    {"Førenamn", MEANS_FIRST_NAME},
    {"Fornamn", MEANS_FIRST_NAME},
    {"Mellomnamn", MEANS_MIDDLE_NAME},
    {"Etternamn", MEANS_LAST_NAME},
    {"Slektsnamn", MEANS_LAST_NAME},
    {"E-post", MEANS_EMAIL},
    {"E-postadresse", MEANS_EMAIL},
    {"Brukarnamn", MEANS_LOGIN},
    {"Brukar", MEANS_LOGIN},
    {"Brukar-ID", MEANS_LOGIN},
    {"Eining", MEANS_UNIT},
    {"Einingsnamn", MEANS_UNIT},
    {"Namn på eining", MEANS_UNIT},
    {"Einingskode", MEANS_UNIT_CODE},
    {"Einingsnummer", MEANS_UNIT_CODE},
    {"Avdeling", MEANS_UNIT},
    {"Tenestestad", MEANS_UNIT},
    {"Tenesteområde", MEANS_UNIT},
    {"Teneste", MEANS_UNIT},
    {"Verksemd", MEANS_UNIT},
    {"Verksemdsområde", MEANS_UNIT},
    {"Organisasjonseining", MEANS_UNIT},
    {"Seksjon", MEANS_UNIT},
    {"Område", MEANS_UNIT},
    {"Gruppenamn", MEANS_UNIT},
    {"Teamnamn", MEANS_UNIT},
    {"Arbeidsstad", MEANS_IGNORED},
    {"Kostnadsstad", MEANS_UNIT},
    {"Resultateining", MEANS_UNIT},
    {"Skule", MEANS_UNIT},
    {"Overordna eining", MEANS_PARENT},
    {"Overordna einingskode", MEANS_PARENT_CODE},
    {"Høyrer til", MEANS_PARENT},
    {"Høyrer under", MEANS_PARENT},
    {"Overliggjande eining", MEANS_PARENT},
    {"Leiar", MEANS_LEADER},
    {"Næraste leiar", MEANS_LEADER},
    {"Næraste overordna", MEANS_LEADER},
    {"Leiarnummer", MEANS_LEADER},
    {"Leiar (tilsettnummer)", MEANS_LEADER},
    {"Overordna leiar", MEANS_LEADER},
    {"Leiar sin leiar", MEANS_IGNORED},
    {"Leiaren sin leiar", MEANS_IGNORED},
    {"Leiarnivå", MEANS_IGNORED},
    {"Einingsleiar", MEANS_UNIT_LEADER},
    {"Avdelingsleiar", MEANS_UNIT_LEADER},
    {"Seksjonsleiar", MEANS_UNIT_LEADER},
    {"Leiar for eininga", MEANS_UNIT_LEADER},
    {"Leiar av eininga", MEANS_UNIT_LEADER},
    {"Gruppeleiar", MEANS_UNIT_LEADER},
    {"Teamleiar", MEANS_UNIT_LEADER},
    {"Verksemdsleiar", MEANS_UNIT_LEADER},
    {"Er leiar", MEANS_LEADS},
    {"Leiar ja/nei", MEANS_LEADS},
    {"Er einingsleiar", MEANS_LEADS},
    {"Tilsett frå", MEANS_FROM},
    {"Tilsettingsdato", MEANS_FROM},
    {"Startdato", MEANS_FROM},
    {"Første arbeidsdag", MEANS_FROM},
    {"Fyrste arbeidsdag", MEANS_FROM},
    {"Første dag", MEANS_FROM},
    {"Byrja", MEANS_FROM},
    {"Tiltredingsdato", MEANS_FROM},
    {"Gjeld frå", MEANS_FROM},
    {"Gyldig frå", MEANS_FROM},
    {"Frå", MEANS_FROM},
    {"Frå dato", MEANS_FROM},
    {"Frå og med", MEANS_FROM},
    {"Tilsett til", MEANS_TO},
    {"Sluttdato", MEANS_TO},
    {"Siste dag", MEANS_TO},
    {"Siste arbeidsdag", MEANS_TO},
    {"Fråtreding", MEANS_TO},
    {"Til", MEANS_TO},
    {"Til og med", MEANS_TO},
    {"Gjeld til", MEANS_TO},
    {"Gyldig til", MEANS_TO},
    {"Sluttar", MEANS_TO},
    {"Permisjon", MEANS_AWAY},
    {"Permisjon frå", MEANS_AWAY_FROM},
    {"Permisjon frå og med", MEANS_AWAY_FROM},
    {"Permisjon til", MEANS_AWAY_TO},
    {"Permisjon til og med", MEANS_AWAY_TO},
    {"Permisjonstype", MEANS_IGNORED},
    {"Fråvær", MEANS_AWAY},
    {"Fråvær frå", MEANS_AWAY_FROM},
    {"Fråvær til", MEANS_AWAY_TO},
    {"Stillingsprosent", MEANS_PERCENT},
    {"Stillingsstorleik", MEANS_PERCENT},
    {"Stillingsdel", MEANS_PERCENT},
    {"Årsverk", MEANS_PERCENT},
    {"Hovudstilling", MEANS_MAIN},
    {"Hovudarbeidsforhold", MEANS_MAIN},
    {"Stilling", MEANS_TITLE},
    {"Tittel", MEANS_TITLE},
    {"Stillingsnemning", MEANS_TITLE},
    {"Stillingskode", MEANS_IGNORED},
    {"Tilsettingsform", MEANS_KIND},
    {"Tilsettingsforhold", MEANS_KIND},
    {"Type tilsetting", MEANS_KIND},
    {"Medarbeidargruppe", MEANS_KIND},
    {"Verksemdsnamn", MEANS_COMPANY},
    {"Fødselsnummer", MEANS_NATIONAL_ID},
    {"Fødselsdato", MEANS_IGNORED},
    {"Fødd", MEANS_IGNORED},
    {"Kjønn", MEANS_IGNORED},
    {"Løn", MEANS_IGNORED},
    {"Årsløn", MEANS_IGNORED},
    {"Lønstrinn", MEANS_IGNORED},
    {"Lønssteg", MEANS_IGNORED},
    {"Telefon", MEANS_IGNORED},
    {"Heimeadresse", MEANS_IGNORED},
    {"Privat e-post", MEANS_IGNORED},
    {"Heime-e-post", MEANS_IGNORED},
    {"Poststad", MEANS_IGNORED},
    {"Merknad", MEANS_IGNORED},
    {"Årsak", MEANS_IGNORED},
    {"Fagforeining", MEANS_IGNORED},
    {"Ansiennitet", MEANS_IGNORED},
    {"Statsborgarskap", MEANS_IGNORED},
    {"Sist endra", MEANS_IGNORED},
    {"Oppretta", MEANS_IGNORED},
    {"Mottakar", MEANS_IGNORED},
    {"Arbeidsgivar", MEANS_COMPANY},
    {"Arbeidsgjevar", MEANS_COMPANY},
    {"Organisasjonsnummer", MEANS_IGNORED},
    {"Hører til", MEANS_PARENT},
    {"Permisjon fra og med", MEANS_AWAY_FROM},
    {"Fagforening", MEANS_IGNORED},
    {"Hovedstilling", MEANS_MAIN},
};

static void each_means(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT(headings); i++) {
        enum meaning m = heading_meaning(headings[i].heading);
        if (m == headings[i].meaning) continue;
        const char *found = heading_names[m] ? heading_names[m] : "nothing";
        print_error("%s: %s\n", headings[i].heading, found);
        wrong++;
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_means)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
