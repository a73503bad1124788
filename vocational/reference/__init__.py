"""Reference data that all centres share: places, ethnic groups, schooling, holidays."""
