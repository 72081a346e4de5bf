"""What underthesea ships to segment words, read without importing it.

Importing loads all that underthesea can do, and a client for the web: that takes longer than all
that is loaded here, in every process that indexes.
"""

import ast
import pickle
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from vietnamese.crfsuite import BadModelError, CrfModel, read_model


def token_pattern() -> re.Pattern[str]:
    """The expression of its tokenizer, put together as its module does it.

    Raises `BadModelError` where the module has none.
    """
    module = _folder() / "regex_tokenize.py"
    statements = ast.parse(module.read_text("utf-8")).body
    constants: list[ast.stmt] = [s for s in statements if isinstance(s, ast.Assign)]
    names: dict[str, Any] = {"re": re}
    exec(compile(ast.Module(constants, []), module, "exec"), names)  # noqa: S102 (its own code)
    if "regex_patterns_combine" not in names:
        raise BadModelError(f"{module} has no expression for tokens")
    return re.compile(names["regex_patterns_combine"], re.VERBOSE)


def word_model() -> CrfModel:
    """The weights of its model."""
    return read_model(_model_folder() / "models.bin")


def dictionary() -> set[str]:
    """The words that its model was made with, in lower case."""
    with (_model_folder() / "dictionary.bin").open("rb") as file:
        words: set[str] = pickle.load(file)  # noqa: S301 (comes with the package)
    return words


def _model_folder() -> Path:
    return _folder() / "models" / "ws_crf_vlsp2013_20230727"


def _folder() -> Path:
    spec = find_spec("underthesea")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("underthesea is not installed")
    return Path(spec.origin).parent / "pipeline" / "word_tokenize"
