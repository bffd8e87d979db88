"""Many records to one account, over reports and over time: pure, without store, clock or network.

What each room takes, and what it gives:

1. reviews      a person's decisions over a record: it comes out as they leave it, and all below rests on that
2. happenings   events of many reports to one thing in the world each, with who tells it and whose figures
3. actors       names to one actor over all reports, with the offices that they held and when
4. ledger       matters and positions in the order of their days; it goes by what is held of actors
5. verdicts     happenings, or event data of other people, by week: did conduct change after a day?

Happenings and ledger are joined to what stands as records come, and are then what a fold from nothing gives;
``book`` keeps them and says what has to be folded anew. The others are reckoned when somebody asks.
"""
