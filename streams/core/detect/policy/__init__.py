"""Policy detection: rules as data find and fill, a small model judges."""

from streams.core.detect.policy.find import find_policies
from streams.core.detect.policy.hits import Policies, PolicyHit
from streams.core.detect.policy.rules import PolicyRules

__all__ = ["Policies", "PolicyHit", "PolicyRules", "find_policies"]
