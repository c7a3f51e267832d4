namespace MigrationGuard.Rules;

/// <summary>One rule: everything about it in one file. The analyzer, the gate, the report and the documentation are fed from here.</summary>
public abstract class Rule
{
    /// <summary>The id, such as <c>MG1001</c>. It never changes its meaning.</summary>
    public abstract string Id { get; }

    /// <summary>A name in one word, such as <c>DropColumn</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The title: a short sentence without a final stop.</summary>
    public abstract string Title { get; }

    /// <summary>Severity unless <c>.editorconfig</c> changes it.</summary>
    public abstract Severity DefaultSeverity { get; }

    /// <summary>Whether some of what it finds is only information, where the rest is a hazard: one severity for the rule would make the one as loud as the other.</summary>
    public virtual bool HasHints => false;

    /// <summary>The text of the documentation page.</summary>
    public abstract RuleDocumentation Documentation { get; }

    /// <summary>Whether the gate raises it (evidence, configuration, gates): then nothing but removing the cause makes it go away.</summary>
    public virtual bool IsGateRule => false;

    /// <summary>Looks at one migration. Rules that the gate raises do nothing here.</summary>
    /// <param name="context">The migration, its place in history, and where to report.</param>
    public virtual void Check(RuleContext context)
    {
    }

    /// <summary>The family of the rule, from its id.</summary>
    public string Category => Id[2] switch
    {
        '0' => "Evidence",
        '1' => "DataLoss",
        '2' => "Reversibility",
        '3' => "Compatibility",
        '4' => "Locks",
        '5' => "RawSql",
        _ => "Gates",
    };

    /// <summary>Address of the rule's documentation page.</summary>
    public string HelpLink => "https://github.com/migrationguard/migrationguard/blob/main/docs/rules/" + Id + ".md";
}
