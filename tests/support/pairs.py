"""Pairwise test cases: few cases that cover every pair of values of any two settings."""

from itertools import combinations


def pairs(**settings):
    """Cases that each have a value for every setting, and together cover all pairs of values.

    The same settings always give the same cases. A case without a constraint takes the first value.
    """
    names = list(settings)
    missing = {
        frozenset({(a, x), (b, y)}): None
        for a, b in combinations(names, 2)
        for x in settings[a]
        for y in settings[b]
    }
    cases = []
    while missing:
        case = dict(sorted(next(iter(missing)), key=lambda part: names.index(part[0])))
        for name in names:
            if name not in case:
                taken = list(case.items())

                def new(value, name=name, taken=taken):
                    return sum(frozenset({(name, value), part}) in missing for part in taken)

                case[name] = max(settings[name], key=new)
        for a, b in combinations(names, 2):
            missing.pop(frozenset({(a, case[a]), (b, case[b])}), None)
        cases.append({name: case[name] for name in names})
    return cases
