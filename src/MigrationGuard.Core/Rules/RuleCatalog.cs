namespace MigrationGuard.Rules;

/// <summary>Every rule, by id. A list, not reflection: the compiler process pays for what it runs.</summary>
public static class RuleCatalog
{
    /// <summary>All rules, ordered by id.</summary>
    public static IReadOnlyList<Rule> All { get; } = [];

    /// <summary>The rule of that id; null when there is none.</summary>
    public static Rule? Find(string id)
    {
        foreach (var rule in All)
        {
            if (rule.Id == id)
            {
                return rule;
            }
        }

        return null;
    }
}
