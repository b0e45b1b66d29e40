"""WHAT A LAWYER KNOWS: `regs/` read into values, checked on the way in.

May not enter: official texts, the network. A lawyer may edit every table; a wrong one is a KnowledgeError naming the
file and the key. Front doors: `drafting()`, `amending()`, `guide()`, `sentences()`, `catalogue()`, `authorities()`,
`topics()`, `sample()`.
"""

from tracker.knowledge.bodies import authorities
from tracker.knowledge.fiction import sample
from tracker.knowledge.subjects import Topic, topics
from tracker.knowledge.wording import amending, drafting, guide, sentences
from tracker.knowledge.works import catalogue

__all__ = ["Topic", "amending", "authorities", "catalogue", "drafting", "guide", "sample", "sentences", "topics"]
