#!/usr/bin/python3
"""The index: what its pages list is what the manifest lists, its links lead to files, everyone in org.yaml can be found, it
says what was not made and never why, it is the same bytes however it was made, and what names hold stays text."""
import collections
import html.parser
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse

import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
SAMTALE = pathlib.Path(os.environ.get("SAMTALE", ROOT / "build/samtale")).resolve()
WORK = pathlib.Path(tempfile.mkdtemp())
failed = 0


def say(holds, name, why=""):
    global failed
    failed += not holds
    print(f"ok index/{name}" if holds else f"FAIL index/{name}: {why}", flush=True)


def run(cycle, *arguments):
    done = subprocess.run([SAMTALE, *arguments, "--quiet"], cwd=cycle, capture_output=True, text=True, check=False)
    if done.returncode:
        say(False, "run " + " ".join(arguments), done.stderr[-400:])


def copy(name):
    shutil.copytree(ROOT / "samples/nordlia", WORK / name, ignore=shutil.ignore_patterns("out"))
    return WORK / name


class Page(html.parser.HTMLParser):
    """What a reader sees of a page: rows by id, links, headings, tags, script data."""

    def __init__(self, path):
        super().__init__()
        self.path, self.links, self.rows, self.tags, self.data, self.headings, self.source = path, [], {}, collections.Counter(), "", [], path.read_text()
        self.row, self.script, self.heading, self.elsewhere, self.language = None, False, None, [], None
        self.feed(self.source)

    def handle_starttag(self, tag, attrs):
        at = dict(attrs)
        self.tags[tag] += 1
        self.elsewhere += [v for k, v in attrs if k in ("src", "href") and v and re.match(r"[a-z]+:|//", v)] + (["on…"] if any(k.startswith("on") for k, _ in attrs) else [])
        if tag == "html":
            self.language = at.get("lang")
        if tag == "a":
            self.links.append(at["href"])
            if self.row:
                self.rows[self.row]["links"].append(at["href"])
        if tag == "tr":
            self.row = at.get("id")
            if self.row:
                self.rows[self.row] = {"links": [], "text": ""}
        if re.fullmatch("h[1-6]", tag):
            self.heading = int(tag[1])
            self.headings.append([self.heading, ""])
        self.script = tag == "script" and at.get("id") == "people"

    def handle_endtag(self, tag):
        if tag == "tr":
            self.row = None
        if re.fullmatch("h[1-6]", tag):
            self.heading = None
        self.script = self.script and tag != "script"

    def handle_data(self, data):
        if self.script:
            self.data += data
        if self.row:
            self.rows[self.row]["text"] += data + "|"
        if self.heading:
            self.headings[-1][1] += data


def pages(folder):
    return {str(p.relative_to(folder)): Page(p) for p in [folder / "index.html", *sorted((folder / "index").glob("*.html"))]}


def leads_to(page, link):
    target = urllib.parse.unquote(link.partition("#")[0])
    return os.path.normpath(page.path.parent / target) if target else str(page.path)


def people_of(unit, found=None):
    found = {} if found is None else found
    for p in unit.get("employees") or []:
        found[p["id"]] = (p, unit["id"])
    for u in unit.get("units") or []:
        people_of(u, found)
    return found


cycle = copy("nordlia")
out = cycle / "out/2027"
org = people_of(yaml.safe_load((cycle / "org.yaml").read_text())["unit"])
for command in (["packs"], ["forms"], ["print"], ["summaries"], ["packs", "--by", "leader"]):
    run(cycle, *command)
made = pages(out)
listed = [f for f in json.loads((out / "manifest.json").read_text())["files"]]
files = {f["path"] for f in listed if f["document"] != "index"}
linked = collections.Counter(os.path.relpath(leads_to(p, l), out) for p in made.values() for l in p.links if not l.split("#")[0].endswith(".html"))
say(set(linked) == files, "every file is linked", sorted(set(linked) ^ files)[:3])
say(set(linked.values()) == {1}, "each file once", [k for k, n in linked.items() if n > 1][:3])
gone = [l for p in made.values() for l in p.links if not os.path.exists(leads_to(p, l))]
say(not gone, "links lead to files", gone[:3])
say({f["path"] for f in listed if f["document"] == "index"} == set(made), "the manifest lists the pages")
say(all(p.language == "nb" for p in made.values()) and not any(p.elsewhere for p in made.values()), "nothing from elsewhere")
say(all(b[0] - a[0] <= 1 for p in made.values() for a, b in zip(p.headings, p.headings[1:])), "headings do not skip")

data = json.loads(made["index.html"].data)
found = {p[1]: (p[0], data["units"][p[2]][1]) for p in data["people"]}
say(found == {i: (unicodedata.normalize("NFC", p["name"]), u) for i, (p, u) in org.items()}, "everybody can be searched for")
rows = {i: (r, name) for name, p in made.items() for i, r in p.rows.items()}
say({i: n for i, (_, n) in rows.items()} == {i: f"index/{u}.html" for i, (_, u) in org.items()}, "everybody has a row on the unit's page")
packs = {f["employee"] for f in listed if f["document"] == "pack"}
lacks = {i for i, (r, _) in rows.items() if "forberedelsespakke" in r["text"].split("|")[-2]}
say(lacks == set(org) - packs and lacks, "who has no pack is said to have none", lacks ^ (set(org) - packs))

# what was not made is said alike whoever lacks it, whatever the reason: leave, none needed
endings = {i: rows[i][0]["text"].split("|")[-2] for i in lacks}
away = {i for i in lacks if "away" in org[i][0]}
say(away and lacks - away and len(set(endings.values())) == 1, "never a reason", endings)
text = " ".join(p.source for p in made.values()).lower()
words = [w for w in ("permisjon", "away", "not-needed", "trenger ikke", "borte") if w in text]
say(not words, "leave is never named", words)

# sums, counted again from the manifest; what gathers papers counts as a file only
sums = [int(n) for n in re.findall(r"<td class=n>(\d+)</td>", made["index.html"].source.split("<tfoot>")[1])]
single = [f for f in listed if f["document"] != "index" and not f.get("kind")]
expected = [len(org), len(files), sum(f["pages"] for f in single), sum((f["pages"] + 1) // 2 for f in single)]
say(sums[:4] == expected, "sums", (sums, expected))

# a selection or a shard leaves the index as it is; a second run makes nothing
before = {n: (out / n).stat().st_mtime_ns for n in made}
run(cycle, "packs")
run(cycle, "packs", "--unit", "helse", "--force")
say(before == {n: (out / n).stat().st_mtime_ns for n in made}, "nothing is written again")
run(cycle, "packs", "--out", "sel", "--unit", "helse")
say(not (cycle / "sel/2027/index.html").exists(), "a selection has no index")
run(cycle, "packs", "--out", "one")
for k in (1, 2):
    run(cycle, "packs", "--out", "two", "--shard", f"{k}/2")
say(not (cycle / "two/2027/index.html").exists(), "a shard has no index")
run(cycle, "merge", "--out", "two")
alike = all((cycle / "one/2027" / n).read_bytes() == (cycle / "two/2027" / n).read_bytes() for n in [*made, "manifest.json"])
say(alike, "merged shards have the same index")
run(cycle, "packs", "--out", "dry", "--dry-run")
say(not (cycle / "dry").exists(), "a dry run writes none")

# what other commands make for one person is nobody's who lacks it; that somebody asked what is held of them is not told
run(cycle, "person", "e1303", "--out", "others")
for whom in ("leader", "employee"):
    run(cycle, "remind", "--as-of", "2027-05-01", "--for", whom, "--out", "others")
run(cycle, "packs", "--out", "others")
others = pages(cycle / "others/2027")
listed = {f["path"]: f["document"] for f in json.loads((cycle / "others/2027/manifest.json").read_text())["files"]}
text = " ".join(p.source for p in others.values())
say({"person", "person-data", "reminder", "reminder-employee", "mail-merge"} <= set(listed.values()), "reminders and a person's own paper are made", set(listed.values()))
say("innsyn" not in text and "person/e1303" not in text, "who asked what is held of them is not told")
lacks = {end for p in others.values() for end in re.findall(r"<td>([^<]*)</td></tr>", p.source)}
say(lacks == {"", "forberedelsespakke"}, "nobody lacks a reminder", lacks)
say(">reminders.csv<" in text and "mail-merge" not in text, "a file that is no paper goes by its name")

# no link to a file that somebody has removed; it is not made
gone = cycle / "others/2027/packs/helse/e1202.pdf"
gone.unlink()
subprocess.run([SAMTALE, "forms", "waves", "--quiet", "--out", "others"], cwd=cycle, capture_output=True, check=False)
row = Page(cycle / "others/2027/index/helse.html").rows["e1202"]
say(not any(".pdf" in link for link in row["links"]) and row["text"].endswith("|forberedelsespakke|"), "a file that is gone is not made", row)
shutil.rmtree(cycle / "others")

# a unit that is gone takes its page along; a page that somebody removed comes back
org_file = cycle / "org.yaml"
org_text = org_file.read_text()
whole = yaml.safe_load(org_text)
whole["unit"]["units"].append({"id": "prosjekt", "name": "Prosjekt", "leader": whole["unit"]["leader"]})
org_file.write_text(yaml.safe_dump(whole, allow_unicode=True))
run(cycle, "packs")
say((out / "index/prosjekt.html").exists(), "a new unit has a page")
org_file.write_text(org_text)
(out / "index/helse.html").unlink()
subprocess.run([SAMTALE, "packs", "--quiet"], cwd=cycle, capture_output=True, check=False)
say(not (out / "index/prosjekt.html").exists() and (out / "index/helse.html").exists(), "pages follow the org chart")

# texts stay texts
hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\"'"
whole = yaml.safe_load(org_text)
whole["unit"]["units"][0]["name"] = hostile
whole["unit"]["employees"][0]["name"] = hostile
whole["unit"]["employees"][0]["title"] = "*" + hostile
org_file.write_text(yaml.safe_dump(whole, allow_unicode=True))
run(cycle, "packs", "--out", "bad")
bad = pages(cycle / "bad/2027")
tags = sum((p.tags for p in bad.values()), collections.Counter())
say(tags["img"] == 0 and tags["script"] == 2, "names are text", tags)
say(json.loads(bad["index.html"].data)["people"][0][0] == hostile, "a hostile name can be found")
org_file.write_text(org_text)

# people of a unit stand by leader, each once, in the unit's order, whoever leads them: also two outside the chart
whole = yaml.safe_load(org_text)
people = whole["unit"]["units"][0]["employees"]
copy_of = lambda leader: dict(leader) if isinstance(leader, dict) else leader  # noqa: E731 (YAML writes the same twice as an anchor)
leaders = [people[0]["id"], {"name": "Ute En"}, {"name": "Ute To"}, whole["unit"]["leader"]]
many = [{"id": f"m{i}", "name": f"Mange {i}", "leader": copy_of(leaders[i % 4])} for i in range(12)]
whole["unit"]["units"][0]["employees"] = people + many
org_file.write_text(yaml.safe_dump(whole, allow_unicode=True))
run(cycle, "forms", "waves", "--out", "led")
if not (cycle / "led/2027/index.html").exists():
    say(False, "people with many leaders have an index")
else:
    page = Page(cycle / f"led/2027/index/{whole['unit']['units'][0]['id']}.html")
    tables = [re.findall(r'<tr id="(m\d+)"', part) for part in page.source.split("<h2>")]
    expected = [[f"m{i}" for i in range(k, 12, 4)] for k in range(4)]
    say(sorted(t for t in tables if t) == sorted(expected), "people stand by leader", tables)
    say(len(page.rows) == len(people) + 12, "each once", len(page.rows))
org_file.write_text(org_text)

# whoever and whatever has a name in common with others is told apart: by unit above, leader or id; people by title or id
whole = yaml.safe_load(org_text)
first, second = whole["unit"]["units"][:2]
twins = [{"id": f"twin{k}", "name": "Barnehage", "leader": "t1" if k < 5 else "t2"} for k in range(1, 7)]
first["units"] = [*(first.get("units") or []), twins[0], twins[1], twins[5]]
second["units"] = [*(second.get("units") or []), twins[2]]
whole["unit"]["units"] += [{"id": "nord", "name": "Nord", "leader": "t1", "units": [twins[3]]}, {"id": "sor", "name": "Sør", "leader": "t1", "units": [twins[4]]}]
same = [("t1", "Kari Like", "Lærar"), ("t2", "Kari Like", "Rektor"), ("t3", "Per Like", "Lærar"), ("t4", "Per Like", "Lærar")]
first["employees"] += [{"id": i, "name": n, "title": t} for i, n, t in same] + [{"id": "t5", "name": "Per Under", "leader": "t3"}, {"id": "t6", "name": "Per Over", "leader": "t4"}]
org_file.write_text(yaml.safe_dump(whole, allow_unicode=True))
run(cycle, "forms", "waves", "--out", "twins")
twin = pages(cycle / "twins/2027")
names = [u[0] for u in json.loads(twin["index.html"].data)["units"]]
own = {re.search(r"<h1>(.*)</h1>", p.source)[1] for n, p in twin.items() if "twin" in n}
say(len(set(names)) == len(names) and {"Barnehage (Nord)", "Barnehage (Sør)", "Barnehage (Kari Like (Rektor))"} <= own and own <= set(names), "units of one name are told apart", own)
source = twin[f"index/{first['id']}.html"].source
heads = re.findall("<h2>([^<]*)", source)
say(len(set(heads)) == len(heads) and "Leder: Per Like (t3)" in heads and "Leder: Kari Like (Rektor)" not in heads, "leaders of one name are told apart", heads)
say("Lærar, t3<" in source and "Lærar, t4<" in source and "Lærar<" in source, "people of one name are told apart")
leaders = set(re.findall("<td class=w>(Kari[^<]*)", twin["index.html"].source))
say(leaders == {"Kari Like (Lærar)", "Kari Like (Rektor)"}, "those who lead units, too", leaders)
org_file.write_text(org_text)

# in a large organisation the first page has the upper levels only, with all below them counted; the rest are on units' pages
whole = yaml.safe_load(org_text)
top = whole["unit"]
top["units"] = [{"id": f"a{i}", "name": f"A {i}", "leader": top["leader"], "units": [{"id": f"b{i}-{k}", "name": f"B {i}.{k}", "leader": top["leader"], "employees":
                [{"id": f"p{i}-{k}", "name": f"P {i}.{k}"}]} for k in range(12)]} for i in range(90)]
org_file.write_text(yaml.safe_dump(whole, allow_unicode=True))
run(cycle, "forms", "waves", "--out", "large")
large = cycle / "large/2027"
start, below = Page(large / "index.html"), Page(large / "index/a7.html")
say(len([l for l in start.links if l.startswith("index/")]) == 91, "a large organisation's first page has few rows", len(start.links))
say(re.search(r"A 7</a><span class=t>[^<]*: 12</span></th><td[^>]*>[^<]*</td><td class=n>12</td>", start.source), "which count all below")
say([int(n) for n in re.findall(r"<td class=n>(\d+)</td>", start.source.split("<tfoot>")[1])][0] == len(top["employees"]) + 90 * 12, "and all in the sum")
say([l for l in below.links if l.startswith("b")] == [f"b7-{k}.html" for k in range(12)] and "<td class=n>12</td>" in below.source.split("<tfoot>")[1], "and those are on the unit's page", below.links)
org_file.write_text(org_text)

for language in ("nn", "en"):
    shutil.copytree(ROOT / "samples/nordlia", WORK / language, ignore=shutil.ignore_patterns("out"))
    cycle = WORK / language
    for twin in cycle.glob(f"priorities/*/*.{language}.md"):
        twin.unlink()
    settings = (cycle / "samtale.yaml").read_text()
    (cycle / "samtale.yaml").write_text(re.sub(r"(?m)^language:.*$", f"language: {language}", settings))
    run(cycle, "packs")
    other = pages(cycle / "out/2027")
    heads = {h for n, p in other.items() for h in re.findall("<th scope=col[^>]*>([^<]*)<", p.source)}
    say(all(p.language == language for p in other.values()) and not heads & {"Ikke laget", "Enhet", "Personer"} and len(heads) >= 8, f"in {language}", heads)

shutil.rmtree(WORK)
sys.exit(1 if failed else 0)
