"""How much of a question's points a named mistake leaves; who shows no understanding keeps nothing."""

SLIP = 0.5  # a factor, a sign, a mean in place of a sum: the chain rule itself is there
LOST_LINK = 0.25  # a link of the chain is missing, or taken at the wrong place
