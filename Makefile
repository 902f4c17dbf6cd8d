# make          builds build/samtale
# make demo     installs what is missing, builds, makes the packs of samples/nordlia and says where they are
# make test     every test; ends in "N passed, N failed"
# make test-clients  forms filled in by real clients: pdf-lib, pdftk and a browser with pdf.js
# make test-slurm    shards in a real Slurm of one node, and in GNU parallel
# make test-kill     runs that are killed and calls that fail, at every kind of moment; takes some minutes
# make test-incremental  many random edits, each followed by a run that must make what changed and nothing else
# make test-print    print batches through a real cupsd to a printer that is a file
# make san      the same tests with the address and undefined-behaviour sanitizers
# make tsan     papers made by four threads, with the thread sanitizer
# make accept CASE=name   shows what changed in a golden case and takes it
# make bench    how long papers and commands take, as ratios to a floor, to cp -r and to other programs, measured in the same run
# make bench-peers  installs Typst, WeasyPrint and Pango/Cairo, and measures the bench with them

VERSION  = 0.1.0
BUILD   ?= build
PREFIX  ?= /usr/local
DATADIR ?= $(PREFIX)/share/samtale
CC      ?= cc
OPT     ?= -O2
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror

PACKAGES = pkg-config libhpdf-dev libcmark-dev libyaml-dev libharfbuzz-dev libunibreak-dev libutf8proc-dev libhyphen-dev \
           hyphen-no hyphen-en-gb libdeflate-dev libpng-dev libjansson-dev nettle-dev libical-dev libqpdf-dev libexpat1-dev libcmocka-dev \
           fonts-noto-core fonts-noto-mono fonts-dejavu-core golang-github-yuin-goldmark-dev qpdf poppler-utils python3-pikepdf python3-icalendar \
           python3-yaml python3-jsonschema glpk-utils
LIBRARIES = harfbuzz harfbuzz-subset yaml-0.1 libcmark libutf8proc libdeflate libpng jansson nettle libqpdf expat

SOURCES := $(sort $(wildcard generator/*/*.c generator/*/*/*.c))
OBJECTS := $(SOURCES:generator/%.c=$(BUILD)/%.o)
TOP     := $(BUILD)/main.o

CPPFLAGS += -D_GNU_SOURCE -Igenerator -DSAMTALE_VERSION='"$(VERSION)"' -DSAMTALE_DATADIR='"$(DATADIR)"' $(shell pkg-config --cflags $(LIBRARIES) 2>/dev/null)
CFLAGS   += -std=c11 -g $(OPT) -fno-strict-aliasing -ffp-contract=off $(WARN) $(EXTRA)
LDLIBS   += $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null) -lhpdf -lhyphen -lunibreak -lical -lpthread -lm
LDFLAGS  += $(EXTRA)

# make V=1 shows the commands themselves
HIDE = $(if $(V),,@)
SAY  = @$(if $(V),:,echo)

all: $(BUILD)/samtale

# Only asks dpkg when something is missing, so that a plain make stays quick and works without root.
$(BUILD)/.packages: Makefile
	@mkdir -p $(BUILD)
	@missing=""; for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	    echo "installing:$$missing"; \
	    run=""; [ "$$(id -u)" = 0 ] || run=sudo; \
	    $$run apt-get update -q >/dev/null && \
	    $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing >$(BUILD)/apt.log 2>&1 || \
	    { tail -5 $(BUILD)/apt.log; echo "could not install:$$missing"; exit 1; }; \
	fi
	@touch $@

lib: $(BUILD)/libsamtale.a
$(BUILD)/libsamtale.a: $(OBJECTS)
	@rm -f $@
	@$(AR) rcs $@ $^

$(BUILD)/%.o: generator/%.c | $(BUILD)/.packages
	@mkdir -p $(@D)
	$(SAY) "  CC $<"
	$(HIDE)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/samtale: $(TOP) $(BUILD)/libsamtale.a
	$(SAY) "  LD $@"
	$(HIDE)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

demo: $(BUILD)/samtale
	@$(BUILD)/samtale -C samples/nordlia packs
	@echo "look in samples/nordlia/out/packs:"
	@cd samples/nordlia/out/packs && ls -d */*.pdf | head -5 && echo "… $$(ls -d */*.pdf | wc -l) in all"

# ---- Tests

UNITS   := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
SCRIPTS  = tests/layers.sh tests/cases.sh tests/sample.sh tests/forms.sh tests/fields.sh tests/calendar.sh tests/templates.sh tests/welcome.sh tests/status.sh tests/print.sh \
           tests/languages.sh tests/content/cases.sh tests/content/mutate.sh tests/pdf/labels.py $(wildcard tests/pdf/*.sh) \
           tests/spec/commonmark.sh tests/returned.sh tests/collect.py tests/collect_answers.py tests/collect_model.py tests/withhold.sh tests/numbers.sh tests/reports.py tests/determinism.sh tests/system.sh tests/progress.py tests/shard.sh tests/split.py tests/deliver.py tests/incremental.py

TOOLS    = $(addprefix $(BUILD)/tests/,returned_dump withhold_tool figures_tool)
$(TOOLS): $(BUILD)/tests/%: tests/%.c $(BUILD)/libsamtale.a
	@mkdir -p $(@D)
	$(SAY) "  CC $<"
	$(HIDE)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/libsamtale.a $(LDLIBS)

$(BUILD)/tests/%: tests/unit/%.c $(BUILD)/libsamtale.a
	@mkdir -p $(@D)
	$(SAY) "  CC $<"
	$(HIDE)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/libsamtale.a $(LDLIBS) -lcmocka

test: $(BUILD)/samtale $(UNITS) $(TOOLS)
	@SAMTALE=$(abspath $(BUILD))/samtale BUILD=$(abspath $(BUILD)) CMOCKA_MESSAGE_OUTPUT=TAP TEST_JOBS=$${TEST_JOBS:-$$(nproc)} tests/run.sh $(UNITS) $(SCRIPTS)

# Clients that people use: installs them, and takes some minutes.
CLIENTS = pdftk-java chromium nodejs npm
test-clients: $(BUILD)/samtale
	@missing=""; for p in $(CLIENTS); do command -v $$(echo $$p | sed 's/-java//;s/nodejs/node/') >/dev/null || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	    run=""; [ "$$(id -u)" = 0 ] || run=sudo; \
	    $$run apt-get update -q >/dev/null && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing >$(BUILD)/clients.log 2>&1 || \
	    { tail -5 $(BUILD)/clients.log; echo "could not install:$$missing"; exit 1; }; \
	fi
	@cd tests/clients && npm ci --no-audit --no-fund >/dev/null
	@SAMTALE=$(abspath $(BUILD))/samtale BUILD=$(abspath $(BUILD)) tests/run.sh tests/clients/run.py

# Schedulers that people use: installs them, and starts Slurm for itself alone. About a minute.
SCHEDULERS = slurm-wlm munge parallel
test-slurm: $(BUILD)/samtale
	@missing=""; for p in $(SCHEDULERS); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	    run=""; [ "$$(id -u)" = 0 ] || run=sudo; \
	    $$run apt-get update -q >/dev/null && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing >$(BUILD)/schedulers.log 2>&1 || \
	    { tail -5 $(BUILD)/schedulers.log; echo "could not install:$$missing"; exit 1; }; \
	fi
	@SAMTALE=$(abspath $(BUILD))/samtale BUILD=$(abspath $(BUILD)) tests/run.sh tests/schedulers/parallel.sh tests/schedulers/slurm.sh

test-kill: $(BUILD)/samtale
	@SAMTALE=$(abspath $(BUILD))/samtale CC="$(CC)" tests/run.sh tests/kill/run.py

test-incremental: $(BUILD)/samtale
	@SAMTALE=$(abspath $(BUILD))/samtale tests/incremental.py 200 $(SEED)

# A real cupsd with a printer that is a file: installs CUPS, and needs root.
test-print: $(BUILD)/samtale
	@missing=""; for p in cups cups-client binutils; do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	    run=""; [ "$$(id -u)" = 0 ] || run=sudo; \
	    $$run apt-get update -q >/dev/null && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing >$(BUILD)/cups.log 2>&1 || \
	    { tail -5 $(BUILD)/cups.log; echo "could not install:$$missing"; exit 1; }; \
	fi
	@SAMTALE=$(abspath $(BUILD))/samtale BUILD=$(abspath $(BUILD)) tests/run.sh tests/cups/run.sh

san:
	@$(MAKE) BUILD=build-san OPT=-O1 EXTRA="-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer" test

# The program with ThreadSanitizer, and papers made by four threads of it.
tsan:
	@$(MAKE) BUILD=build-tsan OPT=-O1 EXTRA="-fsanitize=thread" build-tsan/samtale
	@SAMTALE=$(abspath build-tsan)/samtale tests/run.sh tests/threads.sh

accept: $(BUILD)/samtale
	@test -n "$(CASE)" || { echo "name the case: make accept CASE=name"; exit 2; }
	@SAMTALE=$(abspath $(BUILD))/samtale tests/cases.sh $(CASE)

bench: $(BUILD)/samtale
	@SAMTALE=$(abspath $(BUILD))/samtale BUILD=$(abspath $(BUILD)) tests/bench/run.sh

PEERS = weasyprint libpango1.0-dev libcairo2-dev nodejs npm
bench-peers:
	@missing=""; for p in $(PEERS); do dpkg -s $$p >/dev/null 2>&1 || command -v $$(echo $$p | sed 's/nodejs/node/') >/dev/null || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	    run=""; [ "$$(id -u)" = 0 ] || run=sudo; mkdir -p $(BUILD); \
	    $$run apt-get update -q >/dev/null && $$run env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $$missing >$(BUILD)/peers.log 2>&1 || \
	    { tail -5 $(BUILD)/peers.log; echo "could not install:$$missing"; exit 1; }; \
	fi
	@cd tests/bench/peers && npm ci --no-audit --no-fund >/dev/null
	@$(MAKE) bench

# ---- Installing

install: $(BUILD)/samtale
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(DATADIR)/fonts
	install -m 755 $(BUILD)/samtale $(DESTDIR)$(PREFIX)/bin/samtale
	install -m 644 fonts/fonts.yaml $(DESTDIR)$(DATADIR)/fonts/fonts.yaml
	install -m 644 generator/export/summary.schema.json $(DESTDIR)$(DATADIR)/summary.schema.json
	cp -r templates $(DESTDIR)$(DATADIR)/

clean:
	rm -rf build build-san build-tsan

-include $(OBJECTS:.o=.d) $(TOP:.o=.d)

.PHONY: all lib demo test test-clients test-slurm san tsan accept bench bench-peers install clean test-kill test-incremental test-print
