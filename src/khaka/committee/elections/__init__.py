"""Pure functions of organisational elections: calendar, roll, returns, counting, consequences, certificate."""
