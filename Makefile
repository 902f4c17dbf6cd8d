# Builds, tests and installs samtale. `make help` lists the targets.

VERSION  = 0.2.0
RELEASED = November 30, 2026
BUILD   ?= build
PREFIX  ?= /usr/local
DATADIR ?= $(PREFIX)/share/samtale
MANDIR  ?= $(PREFIX)/share/man
DOCDIR  ?= $(PREFIX)/share/doc/samtale
COMPLETIONDIR ?= $(PREFIX)/share/bash-completion/completions
CFLAGS  ?= -O2 -g

# Debian 12's packages: what samtale is built from and runs with; what its tests use besides; what its developers use.
PACKAGES = pkg-config gettext libhpdf-dev libcmark-dev libyaml-dev libharfbuzz-dev libunibreak-dev libutf8proc-dev libhyphen-dev \
           libdeflate-dev libpng-dev libjansson-dev nettle-dev libical-dev libqpdf-dev libexpat1-dev libzip-dev libcsv-dev libarchive-dev libgmime-3.0-dev libjpeg62-turbo-dev libexif-dev libpoppler-glib-dev \
           hyphen-no hyphen-en-gb fonts-noto-core fonts-noto-mono fonts-dejavu-core fonts-symbola
TEST_PACKAGES = libcmocka-dev golang-github-yuin-goldmark-dev qpdf poppler-utils python3-pikepdf python3-icalendar \
           python3-yaml python3-openpyxl python3-pil pandoc locales python3-jsonschema glpk-utils mandoc
DEVELOPER_PACKAGES = clang clang-format
LIBRARIES = harfbuzz harfbuzz-subset yaml-0.1 libcmark libutf8proc libdeflate libpng jansson nettle libqpdf expat libzip libarchive gmime-3.0 libjpeg libexif poppler-glib cairo

# What samtale cannot be built without; CPPFLAGS, CFLAGS, LDFLAGS, LDLIBS and CC are whoever's who builds it.
# Arithmetic is not contracted, so that a page is the same on every processor.
NEEDED_CPPFLAGS := -D_GNU_SOURCE -Igenerator -DSAMTALE_VERSION='"$(VERSION)"' -DSAMTALE_RELEASED='"$(RELEASED)"' -DSAMTALE_DATADIR='"$(DATADIR)"' \
           $(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null)
NEEDED_CFLAGS := -std=c11 -fno-strict-aliasing -ffp-contract=off
NEEDED_LDLIBS := $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null) -lhpdf -lcsv -lhyphen -lunibreak -lical -lpthread -lm
WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror=implicit-function-declaration -Werror=int-conversion $(if $(WERROR),-Werror)
COMPILE  = $(CC) $(NEEDED_CPPFLAGS) $(CPPFLAGS) $(NEEDED_CFLAGS) $(WARNINGS) $(CFLAGS)

SOURCES := $(sort $(wildcard generator/*/*.c generator/*/*/*.c))
OBJECTS := $(SOURCES:generator/%.c=$(BUILD)/%.o)
TOP     := $(BUILD)/main.o

CATALOGUES := $(patsubst po/%.po,$(BUILD)/locale/%/LC_MESSAGES/samtale.mo,$(wildcard po/*.po))

# make V=1 shows the commands themselves
HIDE = $(if $(V),,@)
SAY  = @$(if $(V),:,echo)

all: $(BUILD)/samtale $(CATALOGUES) schemas man completion ## builds build/samtale; WERROR=1 lets no warning pass, V=1 shows the commands

help: ## lists the targets
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/make \1\t\2/p' Makefile | sed 's/^make all/make/' | expand -t 24

# ---- What is needed from Debian

# $(call missing,PACKAGES): those that are neither installed nor there as a command; none where there is no dpkg
missing = $(shell command -v dpkg-query >/dev/null && for p in $(1); do \
           dpkg-query -W -f '$${db:Status-Status}' $$p 2>/dev/null | grep -q '^installed' || command -v $$p >/dev/null || echo $$p; done)
# $(call install,PACKAGES): installs what is missing of them, as root or with sudo
define install
@set -- $(call missing,$(1)); [ $$# = 0 ] && exit 0; echo "installing $$*"; mkdir -p $(BUILD); \
run=""; [ "$$(id -u)" = 0 ] || run=sudo; \
$$run apt-get update -q >$(BUILD)/apt.log 2>&1 && \
$$run env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "$$@" >>$(BUILD)/apt.log 2>&1 || \
{ tail -5 $(BUILD)/apt.log; echo "could not install $$*"; exit 1; }
endef

deps: ## installs Debian's packages that building, running and testing need
	$(call install,$(PACKAGES) $(TEST_PACKAGES))

deps-developer: ## installs clang and clang-format, which `make check` and `make format` need
	$(call install,$(DEVELOPER_PACKAGES))

# Asks dpkg only when the Makefile has changed, so that a plain make stays quick.
$(BUILD)/.packages: Makefile
	@set -- $(call missing,$(PACKAGES)); [ $$# = 0 ] || { echo "missing packages: $$*. \`make deps\` installs them."; exit 1; }
	@mkdir -p $(@D)
	@touch $@

# ---- The program

lib: $(BUILD)/libsamtale.a
$(BUILD)/libsamtale.a: $(OBJECTS)
	@rm -f $@
	@$(AR) rcs $@ $^

$(BUILD)/%.o: generator/%.c | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(SAY) "  CC $<"
	$(HIDE)$(COMPILE) -MMD -MP -c -o $@ $<

# Where the installed program finds its templates is compiled into one file, which is made anew when that has changed.
$(BUILD)/cli/data.o: $(BUILD)/.datadir
$(BUILD)/.datadir: FORCE
	@mkdir -p $(@D)
	@echo '$(DATADIR)' | cmp -s - $@ || echo '$(DATADIR)' >$@
FORCE:

$(BUILD)/samtale: $(TOP) $(BUILD)/libsamtale.a
	$(SAY) "  LD $@"
	$(HIDE)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(NEEDED_LDLIBS) $(LDLIBS)

# ---- Messages in other languages

$(BUILD)/locale/%/LC_MESSAGES/samtale.mo: po/%.po | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(SAY) "  MO $<"
	$(HIDE)msgfmt -c -o $@ $<

# ---- What the program says of itself, for editors, man and shells

SCHEMAS := $(BUILD)/schemas/.made
MANUAL  := $(BUILD)/man/.made
COMPLETION := $(BUILD)/completion/samtale

schemas: $(SCHEMAS) ## writes build/schemas/LANG/NAME.schema.json, by which editors complete and check the files of a cycle
$(SCHEMAS): $(BUILD)/samtale $(CATALOGUES)
	$(SAY) "  SCHEMAS"
	$(HIDE)rm -rf $(@D)
	$(HIDE)for lang in en nb; do mkdir -p $(@D)/$$lang; for name in $$($(BUILD)/samtale help --schema); do \
	    $(BUILD)/samtale help $$name --schema --lang $$lang >$(@D)/$$lang/$$name.schema.json || exit 1; done; done
	@touch $@

man: $(MANUAL) ## writes the manual's pages to build/man/man1 and man5
$(MANUAL): $(BUILD)/samtale
	$(SAY) "  MAN"
	$(HIDE)rm -rf $(@D)
	$(HIDE)mkdir -p $(@D)/man1 $(@D)/man5
	$(HIDE)for page in $$($(BUILD)/samtale help --man); do \
	    $(BUILD)/samtale help $$page --man >$(@D)/man$${page##*.}/$$page || exit 1; done
	@touch $@

completion: $(COMPLETION) ## writes build/completion/samtale, which bash reads to complete command lines
$(COMPLETION): generator/commands/samtale.bash
	@mkdir -p $(@D)
	$(HIDE)cp $< $@

po: ## brings po/*.po up to date with the texts in the code
	@po/extract po/samtale.pot
	@for f in po/*.po; do msgmerge -q --update --backup=none --no-fuzzy-matching --no-wrap --sort-output $$f po/samtale.pot; done

# A second make, since pkg-config has more to say once its packages are there.
demo: ## installs what is missing, builds, makes the packs of samples/nordlia and says where they are
	@echo "make deps: what is missing is installed first"
	@$(MAKE) --no-print-directory deps
	@$(MAKE) --no-print-directory $(BUILD)/samtale
	@$(BUILD)/samtale -C samples/nordlia packs
	@echo "look in samples/nordlia/out/2027/packs:"
	@cd samples/nordlia/out/2027/packs && ls -d */*.pdf | head -5 && echo "… $$(ls -d */*.pdf | wc -l) in all"

pictures: $(BUILD)/samtale ## draws samples/pictures/, which READMEs and guides show, anew; installs a browser for the index
	$(call install,poppler-utils python3-pil chromium)
	@SAMTALE=$(abspath $(BUILD))/samtale samples/pictures/make

# ---- Tests. Every folder of tests/ is a room: each tests/unit/test_*.c is a test, and each executable file of another room.

# Rooms that take long, or need more than Debian's packages; each has a target below.
OWN_TARGET = bench clients cups debian fuzz kill mutants schedulers tsan
ROOMS   ?= $(filter-out $(OWN_TARGET),$(patsubst tests/%/,%,$(sort $(wildcard tests/*/))))
UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(if $(filter unit,$(ROOMS)),$(wildcard tests/unit/test_*.c)))
SCRIPTS  = $(shell find $(ROOMS:%=tests/%) -maxdepth 1 -type f -perm -u+x | sort)
TOOLS   := $(foreach tool,$(wildcard tests/*/*_tool.c),$(BUILD)/tests/$(basename $(notdir $(tool))))
RUN      = SAMTALE=$(abspath $(BUILD))/samtale BUILD=$(abspath $(BUILD)) CC="$(CC)" tests/run.sh

vpath %.c tests/unit $(sort $(dir $(wildcard tests/*/*_tool.c)))
$(BUILD)/tests/%: %.c $(BUILD)/libsamtale.a
	@mkdir -p $(@D)
	$(SAY) "  CC $<"
	$(HIDE)$(COMPILE) $(LDFLAGS) -o $@ $< $(BUILD)/libsamtale.a $(NEEDED_LDLIBS) -lcmocka $(LDLIBS)

test-programs: $(CATALOGUES) $(SCHEMAS) $(MANUAL) $(COMPLETION) $(BUILD)/samtale $(UNITS) $(TOOLS)

test: ## installs what is missing, builds, and runs every test, or those of ROOMS="unit output"; ends in "N passed, N failed"
	@echo "make deps: what is missing is installed first"
	@$(MAKE) --no-print-directory deps
	@$(MAKE) --no-print-directory test-programs
	@TEST_JOBS=$${TEST_JOBS:-$$(nproc)} $(RUN) $(UNITS) $(SCRIPTS)

check: ## what every commit must pass, in a minute: the C style, what includes what, unit tests and golden cases
	@$(MAKE) --no-print-directory format-check
	@$(MAKE) --no-print-directory test ROOMS="cases code unit"

san: ## `make test` with the address and undefined-behaviour sanitizers; takes ROOMS, too
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-san CFLAGS="-g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all" test

tsan: ## papers made by four threads, with the thread sanitizer
	@$(MAKE) --no-print-directory BUILD=$(BUILD)-tsan CFLAGS="-g -O1 -fsanitize=thread" $(BUILD)-tsan/samtale
	@SAMTALE=$(abspath $(BUILD)-tsan)/samtale tests/run.sh tests/tsan/run.sh

accept: $(BUILD)/samtale ## shows what changed in the golden case CASE=name, and takes it
	@test -n "$(CASE)" || { echo "name the case: make accept CASE=name"; exit 2; }
	@SAMTALE=$(abspath $(BUILD))/samtale tests/cases/cases.sh $(CASE)

test-clients: $(BUILD)/samtale $(SCHEMAS) ## forms filled in by pdf-lib, pdftk and a browser with pdf.js, the index looked up in, calendars read by ical.js, schemas in an editor; installs them
	$(call install,pdftk-java chromium nodejs npm)
	@cd tests/clients && npm ci --no-audit --no-fund >/dev/null
	@$(RUN) tests/clients/run.py tests/clients/index.sh tests/clients/calendars.py tests/clients/messages.py tests/clients/schemas.py

test-archive: $(BUILD)/samtale ## arkivmelding.xml by Noark's own schema, ARKIVMELDING_XSD=FILE, with metadatakatalog.xsd beside it: neither is ours to pass on
	@test -f "$(ARKIVMELDING_XSD)" || { echo "FAIL test-archive: name the schema: make test-archive ARKIVMELDING_XSD=…/arkivmelding.xsd (Digitaliseringsdirektoratet publishes it with eFormidling)"; exit 1; }
	$(call install,libxml2-utils)
	@ARKIVMELDING_XSD="$(abspath $(ARKIVMELDING_XSD))" $(RUN) tests/archive/archive.py

test-slurm: $(BUILD)/samtale ## shards in a Slurm of one node and in GNU parallel; installs them
	$(call install,slurm-wlm munge parallel)
	@$(RUN) tests/schedulers/parallel.sh tests/schedulers/slurm.sh

test-kill: $(BUILD)/samtale ## runs that are killed and calls that fail, at every kind of moment; some minutes
	@$(RUN) tests/kill/run.py tests/kill/commands.py

test-mutants: $(BUILD)/samtale ## takes an input out of each cache's key, and expects `make test` to notice; half an hour
	@$(RUN) tests/mutants/caches.py

test-attack: test-programs ## two worlds of 3000 organisations: what can be inferred about a person from what is published
	@SAMTALE=$(abspath $(BUILD))/samtale BUILD=$(abspath $(BUILD)) tests/summaries/worlds.py $(or $(SEED),1) $(or $(ORGANISATIONS),3000)

test-incremental: $(BUILD)/samtale ## 200 random edits, each followed by a run that makes what changed and nothing else
	@SAMTALE=$(abspath $(BUILD))/samtale tests/output/incremental.py 200 $(SEED)

test-print: $(BUILD)/samtale ## print batches through a real cupsd to a printer that is a file; installs CUPS, needs root
	$(call install,cups cups-client binutils)
	@$(RUN) tests/cups/run.sh

MINUTES ?= 15
FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
fuzz: $(BUILD)/samtale ## mutated input to each reader, MINUTES (15) in all; installs clang's fuzzer
	$(call install,clang libclang-rt-14-dev)
	@BUILD=$(BUILD) LIBRARIES='$(NEEDED_LDLIBS)' nice tests/fuzz/run.sh $$(( $(MINUTES) * 60 / $(words $(FUZZ_TARGETS)) ))

bench: $(BUILD)/samtale ## how long papers and commands take, as ratios to what is measured in the same run
	@SAMTALE=$(abspath $(BUILD))/samtale BUILD=$(abspath $(BUILD)) tests/bench/run.sh

bench-peers: ## the bench with Typst, WeasyPrint and Pango/Cairo; installs them
	$(call install,weasyprint libpango1.0-dev libcairo2-dev nodejs npm)
	@cd tests/bench/peers && npm ci --no-audit --no-fund >/dev/null
	@$(MAKE) bench

# ---- Style

CLANG_FORMAT ?= clang-format
# $(call formatted,OPTIONS): clang-format of Debian 12 over all C; other versions format otherwise
formatted = @$(CLANG_FORMAT) --version 2>/dev/null | grep -q 'version 14\.' || \
            { echo "$(CLANG_FORMAT) is not clang-format 14. \`make deps-developer\` installs it."; exit 1; }; \
            git ls-files '*.c' '*.h' | xargs $(CLANG_FORMAT) $(1)

format: ## formats all C with clang-format 14
	$(call formatted,-i)

format-check: ## says which C is not formatted
	$(call formatted,--dry-run -Werror)

# ---- Installing

INSTALL = BUILD='$(BUILD)' DESTDIR='$(DESTDIR)' PREFIX='$(PREFIX)' DATADIR='$(DATADIR)' MANDIR='$(MANDIR)' DOCDIR='$(DOCDIR)' \
          COMPLETIONDIR='$(COMPLETIONDIR)' generator/packaging/install.sh

install: all ## installs everything below PREFIX (/usr/local), over an older version, too; DESTDIR stages it
	@$(INSTALL) install

uninstall: ## removes what `make install` has installed, and nothing else
	@$(INSTALL) uninstall

deb: ## builds a Debian package for the release that it is built on, in build/
	$(call install,dpkg-dev)
	@BUILD='$(BUILD)' VERSION='$(VERSION)' NEEDED='$(filter hyphen-% fonts-%,$(PACKAGES))' generator/packaging/deb.sh

test-deb: ## builds the package in clean Debian 12 and 13 roots, installs and uses it there; needs root and the network
	$(call install,mmdebstrap lintian)
	@$(RUN) tests/debian/run.sh

clean: ## removes what was built
	rm -rf build build-*

-include $(OBJECTS:.o=.d) $(TOP:.o=.d)

.PHONY: all help schemas man completion po deps deps-developer lib demo pictures test-programs test check san tsan accept test-archive test-clients test-slurm test-kill \
        test-attack test-incremental test-mutants test-print fuzz bench bench-peers format format-check install uninstall deb test-deb clean
