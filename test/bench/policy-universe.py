# The yardstick: policyuniverse expands both documents of a pair, then their sets are compared. One line of JSON in (the
# pairs), one line out (what it says of each); then a line "index repeats" for each measurement, answered by CPU seconds.
import json
import sys
import time

from policyuniverse.expander_minimizer import expand_policy


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def grants(text):
    found = set()
    for statement in expand_policy(json.loads(text), expand_deny=True)["Statement"]:
        who = json.dumps(statement.get("Principal"), sort_keys=True)
        condition = json.dumps(statement.get("Condition"), sort_keys=True)
        for action in statement["Action"]:
            for resource in listed(statement.get("Resource")) or [None]:
                found.add((statement["Effect"], who, action, resource, condition))
    return found


def is_equal(pair):
    return all([grants(a) == grants(b) for a, b in zip(pair["spec"], pair["live"])])


pairs = json.loads(sys.stdin.readline())
print(json.dumps([is_equal(pair) for pair in pairs]), flush=True)
for line in sys.stdin:
    index, repeats = map(int, line.split())
    before = time.process_time()
    for _ in range(repeats):
        is_equal(pairs[index])
    print(time.process_time() - before, flush=True)
