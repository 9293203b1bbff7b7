"""通鉴 Tongjian: supervision of those who hold power, derived from the rules.

    book → measure → duty → exhibit → case → dossier → report

Folders are the nouns of that sentence. A part knows only the parts below it (``.importlinter`` keeps it;
a rung in brackets is not built yet):

    site                              settings, command, wiring
    web                               staff (later public, api): one process each
    (reports)                         periodic analysis; every number names its query
    (dossier)                         integrity archives, compiled and never typed
    (procedures)                      shelf: talk, democratic_life_meeting, integrity_opinion, …
    (casework)                        cases, steps, clocks, opinions, hand-overs
    (signals)                         shelf: one lead rule each
    (sources)                         shelf: audit, finance, procurement, …
    (linking)                         records resolved to the register; a person disposes of each lead
    duties                            derive · ledger · settle · why · coverage · blind spots
    (intake)                          reports, and the reporter vault in a database of its own
    (documents)                       official documents GB/T 9704, numbers, ledgers
    evidence                          exhibits: sealed files
    access                            mandates: who acts for which organ with which powers
    register                          organs, bodies, posts, holders, tenures, relations; as of any day
    trail                             every write is an act, sealed
    rulebook | lake                   books read and checked  |  the analytic store
    calendar | terms                  leaves
    books/                            shelf of data, read by rulebook
"""
