"""Checks of your own work: run them as often as you like. They carry no points.

In the notebook:  grader.check("NAME OF A FUNCTION OR AN ANSWER").   For the .py file:  python -m pytest
"""

import numpy as np

LAWS = {}  # question: functions; the docstring says what holds, the parameters which functions of yours are called
EXAMPLES = {}  # question: (sentence, arguments, values wanted)
ANSWERS = {}  # answer: its shape, or the keys of its dict


def holds(question, number, names):
    """Raise an AssertionError with the problem, unless the sentence of this number (from 1) holds for `names`."""
    state, problem = look(question, sentences(question)[number - 1], names)
    if state != "ok":
        raise AssertionError(problem)


def sentences(question):
    """What is checked about a question."""
    about = [_sentence(law) for law in LAWS.get(question, ())]
    about += [sentence for sentence, _, _ in EXAMPLES.get(question, ())]
    return about + (["It is filled in."] if question in ANSWERS else [])


def look(question, sentence, names):
    """Check one sentence against `names`: "ok", "not right" or "not written", and what the problem is."""
    try:
        _run(question, sentence, names)
    except NotImplementedError as missing:
        return "not written", str(missing)
    except AssertionError as problem:
        return "not right", str(problem)
    except KeyboardInterrupt:
        raise
    except BaseException as problem:
        return "not right", f"{type(problem).__name__}: {problem}"
    return "ok", ""


def _run(question, sentence, names):
    for law in LAWS.get(question, ()):
        if _sentence(law) == sentence:
            return law(*(_function(name, names) for name in _parameters(law)))
    for said, arguments, wanted in EXAMPLES.get(question, ()):
        if said == sentence:
            copies = [np.copy(a) if isinstance(a, np.ndarray) else a for a in arguments]
            return _compare(_function(question, names)(*copies), wanted)
    return _filled(names.get(question), ANSWERS[question])


def _sentence(law):
    return law.__doc__.strip().split("\n")[0]


def _parameters(law):
    return law.__code__.co_varnames[: law.__code__.co_argcount]


def _function(name, names):
    function = names.get(name)
    if not callable(function):
        raise NotImplementedError(f"there is no function {name} yet: run the cell that defines it")
    return function


def _compare(got, wanted):
    values = got if len(wanted) > 1 else (got,)
    assert got is not None, "None came back: is a return missing?"
    assert len(values) == len(wanted), f"wanted {len(wanted)} values, but {len(values)} came back"
    for value, right in zip(values, wanted):
        assert np.shape(value) == np.shape(right), f"wanted shape {np.shape(right)}, but {np.shape(value)} came back"
        distance = np.max(np.abs(np.asarray(value) - right))
        assert distance <= 1e-8 + 1e-5 * np.max(np.abs(right)), f"wanted {right}, but {value} came back"


def _filled(value, wanted):
    missing = value is None or value is ... or (isinstance(wanted, list) and not isinstance(value, dict))
    if missing:
        raise NotImplementedError("nothing is filled in yet")
    if isinstance(wanted, list):
        open_keys = [key for key in wanted if value.get(key) is None]
        if open_keys:
            raise NotImplementedError(f"still open: {', '.join(open_keys)}")
    elif wanted is str:
        assert isinstance(value, str), "wanted a text in quotes"
    else:
        assert np.shape(value) == wanted, f"wanted shape {wanted}, but {np.shape(value)} came"
