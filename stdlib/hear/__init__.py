"""Typed answers: what each ``HEAR ... AS TYPE`` accepts, its normal form, and what to say when it does not fit."""
