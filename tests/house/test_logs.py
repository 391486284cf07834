"""What went wrong is written down, whom it concerned is not."""

import logging
import logging.config

from django.db import IntegrityError

from config.logs import CONFIGURATION, Discreet


def formatted(error):
    try:
        raise error
    except type(error) as caught:
        told = (type(caught), caught, caught.__traceback__)
    record = logging.LogRecord("any", logging.ERROR, __file__, 1, "It failed", (), told)
    return Discreet("%(levelname)s %(message)s").format(record)


def test_a_fault_is_told_by_kind_and_place_without_what_it_quotes():
    said = formatted(IntegrityError("Key (email)=(carla@example.org) already exists."))

    assert said.startswith("ERROR It failed\n")
    assert "test_logs.py" in said
    assert said.endswith("django.db.utils.IntegrityError")
    assert "carla" not in said


def test_every_handler_is_discreet():
    for handler in CONFIGURATION["handlers"].values():
        assert handler["formatter"] == "discreet"
    for logger in CONFIGURATION["loggers"].values():
        assert not logger["handlers"]
