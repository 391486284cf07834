"""Dialogues: a company asks somebody for contact, and learns who it is only by their answer.

Nouns: Approach (the company's own line of having asked), Dialogue (what the person has of it),
Message. Verbs: ask, answer, ask_back, decline, write, end.

An approach and its dialogue have the same key and separate lives: when a person is erased their
dialogue goes, and the company's line reads like that of somebody who never answered (JI-14).
"""
