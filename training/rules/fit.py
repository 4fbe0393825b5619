"""The fit: a logistic regression for each label over what counts, and a threshold set on briefs held out."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from rehearse.reading.codebook import Label
from rehearse.reading.rules.context import asked_facts
from rehearse.reading.rules.rulings import uninvited
from rehearse.reading.rules.weights import Sets, Weights
from training.rules import recipe
from training.rules.recipe import Recipe
from training.rules.rows import Row, Rows
from training.rules.threshold import best_threshold


class Fitted(NamedTuple):
    """The weights of one label, and how likely it was on each row while that row's brief was held out."""

    weights: Weights
    held_out: Sequence[float]


class Table:
    """The features of rows as a sparse matrix: one row each, one column for each feature seen often enough."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.names = sorted(_weighable(rows))
        self.rows = rows
        kept = frozenset(self.names)
        self._matrix: Any = DictVectorizer().fit_transform(
            [dict.fromkeys(kept & row.features, 1.0) for row in rows] + [dict.fromkeys(self.names, 0.0)]
        )

    def columns(self, names: Sequence[str], scales: Sequence[float]) -> Any:
        """Return the columns of these features, each multiplied by its scale."""
        at = {name: i for i, name in enumerate(self.names)}
        return self._matrix[: len(self.rows), [at[name] for name in names]].multiply([scales]).tocsr()


def _weighable(rows: Sequence[Row]) -> Iterator[str]:
    """Return the features seen often enough, and of the words those that stand under several briefs."""
    seen = Counter(feature for row in rows for feature in row.features)
    spread = Counter(feature for feature, _ in {(each, row.brief) for row in rows for each in row.features})
    for feature, count in seen.items():
        if count >= recipe.SEEN and (not feature.startswith("~") or spread[feature] >= recipe.WORD_SEEN):
            yield feature


def fit(rows: Rows) -> Sets:
    """Return the weights that tell the labels and cues of the rows best. The same rows give the same weights."""
    table = Table(rows.learner)
    first = {name: _fit_one(table, name, recipe.LABELS[name]) for name in recipe.FIRST}
    table = Table([_with_found(row, i, first) for i, row in enumerate(rows.learner)])
    second = {name: _fit_one(table, name, recipe.LABELS[name]) for name in recipe.SECOND}
    table = Table(rows.contact)
    cues = {name: _fit_one(table, name, each) for name, each in recipe.CUES.items()}
    return Sets(*({str(name): each.weights for name, each in part.items()} for part in (first, second, cues)))


def _with_found(row: Row, i: int, first: Mapping[Label, Fitted]) -> Row:
    """Return the row with what the first labels add to it, found as the reader would find them."""
    likely = {name.value: each.held_out[i] for name, each in first.items()}
    found = {name: sure for name, sure in likely.items() if sure >= first[Label(name)].weights.threshold}
    found = uninvited(row.scene, row.text, row.open, found)
    return row._replace(features=row.features | asked_facts(row.open, found))


def _fit_one(table: Table, name: str, how: Recipe) -> Fitted:
    names = [feature for feature in table.names if how.weighs(feature)]
    scales = [how.scale(feature) for feature in names]
    matrix, carries = table.columns(names, scales), [name in row.carries for row in table.rows]
    weighed = [i for i, row in enumerate(table.rows) if not _is_invited(name, row)]
    held_out = _held_out(table, matrix, carries, weighed)
    threshold = best_threshold(held_out, carries, how.beta)
    model = _model(matrix, carries, weighed)
    told = {
        feature: round(float(weight) * scale, 2)
        for feature, weight, scale in zip(names, model.coef_[0], scales, strict=True)
        if abs(float(weight) * scale) >= recipe.SMALLEST
    }
    return Fitted(Weights(round(float(model.intercept_[0]), 2), threshold, told), held_out)


def _is_invited(name: str, row: Row) -> bool:
    """Whether the label would be in place on the row, so that its absence says nothing about the words."""
    return (name in recipe.INVITABLE and row.open.asks) or (name == Label.RESUME_WALKTHROUGH and row.open.resume)


def _held_out(table: Table, matrix: Any, carries: Sequence[bool], weighed: Sequence[int]) -> list[float]:
    """Return how likely each row is, judged by a fit without its brief; 0 where it is not weighed."""
    likely = [0.0] * len(carries)
    briefs = sorted({row.brief for row in table.rows})
    for fold in range(recipe.FOLDS):
        out = frozenset(briefs[fold :: recipe.FOLDS])
        rest = [i for i in weighed if table.rows[i].brief not in out]
        judged = [i for i in weighed if table.rows[i].brief in out]
        if judged:
            model = _model(matrix, carries, rest)
            for i, chance in zip(judged, model.predict_proba(matrix[judged])[:, 1], strict=True):
                likely[i] = float(chance)
    return likely


def _model(matrix: Any, carries: Sequence[bool], chosen: Sequence[int]) -> Any:
    model = LogisticRegression(C=recipe.STRENGTH, solver="liblinear", max_iter=300, random_state=0)
    return model.fit(matrix[chosen], [carries[i] for i in chosen])
