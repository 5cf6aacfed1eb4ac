"""The words of a change list: its kinds, one sentence for each, and the names of what may change."""

from collections.abc import Mapping
from enum import StrEnum

from boso.questionnaires.values import Words


class ChangeKind(StrEnum):
    """What may differ. Marks for reading documents are no part of what a form says, and are not compared."""

    ADDED = "added"
    REMOVED = "removed"
    RECODED = "recoded"
    MOVED = "moved"
    REORDERED = "reordered"
    RELABELLED = "relabelled"
    TYPE = "type"
    UNIT = "unit"
    DEFINITION = "definition"
    HINT = "hint"
    REQUIRED = "required"
    OPTIONAL = "optional"
    PUBLICATION = "publication"
    CHOICES = "choices"
    PRINTED = "printed"
    INDICATOR = "indicator"
    CHECK_ADDED = "check_added"
    CHECK_REMOVED = "check_removed"
    TITLE = "title"
    YEARS = "years"
    STANDING = "standing"


SENTENCES: Mapping[ChangeKind, Words] = {
    ChangeKind.ADDED: Words(
        "Ny i skjemaet: {what} «{label}» ({code}).",
        "Ny i skjemaet: {what} «{label}» ({code}).",
        "New in the form: {what} “{label}” ({code}).",
    ),
    ChangeKind.REMOVED: Words(
        "Ikke lenger i skjemaet: {what} «{label}» ({code}).",
        "Ikkje lenger i skjemaet: {what} «{label}» ({code}).",
        "No longer in the form: {what} “{label}” ({code}).",
    ),
    ChangeKind.RECODED: Words(
        "Koden er endret for {what} «{label}»: {before} heter nå {after}.",
        "Koden er endra for {what} «{label}»: {before} heiter no {after}.",
        "The code of {what} “{label}” changed from {before} to {after}.",
    ),
    ChangeKind.MOVED: Words(
        "Flyttet: {what} «{label}» ({code}) sto i {before} og står nå i {after}.",
        "Flytta: {what} «{label}» ({code}) stod i {before} og står no i {after}.",
        "Moved: {what} “{label}” ({code}) from {before} to {after}.",
    ),
    ChangeKind.REORDERED: Words(
        "Ny rekkefølge: {what} «{label}» ({code}) står nå {after}.",
        "Ny rekkjefølgje: {what} «{label}» ({code}) står no {after}.",
        "New order: {what} “{label}” ({code}) now stands {after}.",
    ),
    ChangeKind.RELABELLED: Words(
        "Ny ordlyd for {what} {code}: «{before}» er blitt «{after}».",
        "Ny ordlyd for {what} {code}: «{before}» er blitt «{after}».",
        "New wording of {what} {code}: “{before}” became “{after}”.",
    ),
    ChangeKind.TYPE: Words(
        "Svartypen for {what} «{label}» ({code}) er endret fra {before} til {after}.",
        "Svartypen for {what} «{label}» ({code}) er endra frå {before} til {after}.",
        "The type of answer to {what} “{label}” ({code}) changed from {before} to {after}.",
    ),
    ChangeKind.UNIT: Words(
        "Enheten for {what} «{label}» ({code}) er endret fra {before} til {after}.",
        "Eininga for {what} «{label}» ({code}) er endra frå {before} til {after}.",
        "The unit of {what} “{label}” ({code}) changed from {before} to {after}.",
    ),
    ChangeKind.DEFINITION: Words(
        "Definisjonen av {what} «{label}» ({code}) er endret: «{before}» er blitt «{after}».",
        "Definisjonen av {what} «{label}» ({code}) er endra: «{before}» er blitt «{after}».",
        "The definition of {what} “{label}” ({code}) changed: “{before}” became “{after}”.",
    ),
    ChangeKind.HINT: Words(
        "Veiledningen til {what} «{label}» ({code}) er endret: «{before}» er blitt «{after}».",
        "Rettleiinga til {what} «{label}» ({code}) er endra: «{before}» er blitt «{after}».",
        "The guidance to {what} “{label}” ({code}) changed: “{before}” became “{after}”.",
    ),
    ChangeKind.REQUIRED: Words(
        "Må nå besvares: {what} «{label}» ({code}).",
        "Må no svarast på: {what} «{label}» ({code}).",
        "Must now be answered: {what} “{label}” ({code}).",
    ),
    ChangeKind.OPTIONAL: Words(
        "Kan nå stå ubesvart: {what} «{label}» ({code}).",
        "Kan no stå utan svar: {what} «{label}» ({code}).",
        "May now be left unanswered: {what} “{label}” ({code}).",
    ),
    ChangeKind.PUBLICATION: Words(
        "Det er endret om {what} «{label}» ({code}) offentliggjøres.",
        "Det er endra om {what} «{label}» ({code}) blir offentleggjort.",
        "Whether {what} “{label}” ({code}) is published has changed.",
    ),
    ChangeKind.CHOICES: Words(
        "Svaralternativene for {what} «{label}» ({code}) er endret fra {before} til {after}.",
        "Svaralternativa for {what} «{label}» ({code}) er endra frå {before} til {after}.",
        "The choices of {what} “{label}” ({code}) changed from {before} to {after}.",
    ),
    ChangeKind.PRINTED: Words(
        "Det skjemaet selv oppgir i {what} «{label}» ({code}), er endret fra {before} til {after}.",
        "Det skjemaet sjølv gir opp i {what} «{label}» ({code}), er endra frå {before} til {after}.",
        "What the form itself prints in {what} “{label}” ({code}) changed from {before} to {after}.",
    ),
    ChangeKind.INDICATOR: Words(
        "Tallet i {what} «{label}» ({code}) regnes nå som {after}, før som {before}.",
        "Talet i {what} «{label}» ({code}) blir no rekna som {after}, før som {before}.",
        "The figure in {what} “{label}” ({code}) now counts as {after}, before as {before}.",
    ),
    ChangeKind.CHECK_ADDED: Words("Ny kontroll: {code}.", "Ny kontroll: {code}.", "New check: {code}."),
    ChangeKind.CHECK_REMOVED: Words(
        "Kontrollen {code} gjelder ikke lenger.", "Kontrollen {code} gjeld ikkje lenger.", "Check {code} is gone."
    ),
    ChangeKind.TITLE: Words(
        "Skjemaet het «{before}» og heter nå «{after}».",
        "Skjemaet heitte «{before}» og heiter no «{after}».",
        "The form was called “{before}” and is now “{after}”.",
    ),
    ChangeKind.YEARS: Words(
        "Skjemaet gjaldt {before} og gjelder nå {after}.",
        "Skjemaet galdt {before} og gjeld no {after}.",
        "The form covered {before} and now covers {after}.",
    ),
    ChangeKind.STANDING: Words(
        "Hvor godt skjemaet er kjent, er endret fra {before} til {after}.",
        "Kor godt skjemaet er kjent, er endra frå {before} til {after}.",
        "How well the form is known changed from {before} to {after}.",
    ),
}

NOTHING = Words("ingen", "ingen", "none")
NAMES: Mapping[str, Words] = {
    "section": Words("delen", "delen", "section"),
    "table": Words("tabellen", "tabellen", "table"),
    "field": Words("feltet", "feltet", "field"),
    "text": Words("teksten", "teksten", "text"),
    "row": Words("linjen", "linja", "row"),
    "column": Words("kolonnen", "kolonnen", "column"),
    "first": Words("først", "først", "first"),
    "after": Words("etter {code}", "etter {code}", "after {code}"),
    "form": Words("skjemaet", "skjemaet", "the form"),
    "seen": Words("sett", "sett", "seen"),
    "partly_seen": Words("delvis sett", "delvis sett", "partly seen"),
    "reconstructed": Words("gjenskapt", "attskapt", "reconstructed"),
    "unverified": Words("ikke bekreftet", "ikkje stadfesta", "unverified"),
    "households": Words("husstander", "husstandar", "households"),
    "purchases": Words("kjøp", "kjøp", "purchases"),
    "grants": Words("tilskudd", "tilskot", "grants"),
    "recipients": Words("mottakere", "mottakarar", "recipients"),
    "dwellings": Words("boliger", "bustader", "dwellings"),
    "applications": Words("søknader", "søknader", "applications"),
    "allocations": Words("tildelinger", "tildelingar", "allocations"),
    "kroner": Words("kroner", "kroner", "kroner"),
    "meetings": Words("møter", "møte", "meetings"),
    "hours": Words("timer", "timar", "hours"),
}
