"""The label inventories of the heads. Their order is part of the model: it is written into the manifest."""

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
NAMES = ["O"] + [f"{position}-{kind}" for kind in ("PER", "ORG", "LOC", "MISC") for position in "BI"]
MENTIONS = ["none", "person", "organization", "place", "object", "event", "time", "abstract"]
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT"
).split()
TRIGGERS = ["none"] + TYPES
STATUS = "actual future hypothetical negated".split()
# What a trigger's participants are; the last one links the cue of a claim ("said") to its speaker.
ROLES = "actor recipient source place time speaker".split()
SPANS = "O B I".split()  # of speakers and of cues of claims
MODES_OF = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}
MODES = [""] + [f"{kind}/{mode}" for kind, modes in MODES_OF.items() for mode in modes.split()]

# What other inventories call these.
GUM_MENTION = {"animal": "object", "plant": "object", "substance": "object"}
GUM_NAME = {"person": "PER", "organization": "ORG", "place": "LOC"}
CROSSNER_NAME = {
    "politician": "PER", "person": "PER", "organisation": "ORG", "politicalparty": "ORG", "country": "LOC",
    "location": "LOC", "event": "MISC", "election": "MISC", "misc": "MISC",
}
ENTITY_NAME = {
    "person": "PER", "organisation": "ORG", "armed_group": "ORG", "government_body": "ORG", "country": "LOC",
    "place": "LOC",
}
