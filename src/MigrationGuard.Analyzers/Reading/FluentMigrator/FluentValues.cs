using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>Base of what FluentMigrator hands to a migration.</summary>
internal abstract class FluentValue : FrameworkValue;

/// <summary>Where the expressions of a chain go: into the migration, nowhere because another database is meant, or perhaps into the migration.</summary>
/// <param name="Applies">Whether they are run.</param>
/// <param name="Condition">What they depend on, as written; null when on nothing.</param>
internal sealed record Scope(Applies Applies, string? Condition)
{
    public static Scope Always { get; } = new(Applies.Yes, null);

    public Emission? Emit(Interpreter interpreter, SyntaxNode syntax, Func<Operation?> build)
    {
        switch (Applies)
        {
            case Applies.No:
                return null;
            case Applies.Maybe:
                Emission? emission = null;
                interpreter.Under(Certainty.Conditional, Condition!, () => emission = interpreter.Emit(syntax, build));
                return emission;
            default:
                return interpreter.Emit(syntax, build);
        }
    }

    public void Run(Interpreter interpreter, Action action)
    {
        if (Applies == Applies.Maybe)
        {
            interpreter.Under(Certainty.Conditional, Condition!, action);
        }
        else if (Applies == Applies.Yes)
        {
            action();
        }
    }
}

/// <summary><c>Create</c>, <c>Alter</c>, <c>Delete</c>, …</summary>
internal sealed class RootValue(string name, Scope scope) : FluentValue
{
    public string Name { get; } = name;

    public Scope Scope { get; } = scope;

    public override bool IsSame(Value other) => other is RootValue root && root.Name == Name && root.Scope == Scope;
}

/// <summary>What <c>IfDatabase</c> returns.</summary>
internal sealed class IfDatabaseValue(Scope scope) : FluentValue
{
    public Scope Scope { get; } = scope;
}

/// <summary>A question to the database, such as <c>Schema.Table("x")</c>. It builds nothing.</summary>
internal sealed class SchemaQueryValue(Scope scope) : FluentValue
{
    public Scope Scope { get; } = scope;
}

/// <summary>The context that <c>GetUpExpressions</c> is given.</summary>
internal sealed class MigrationContextValue : FluentValue
{
    public override bool IsSame(Value other) => other is MigrationContextValue;
}

/// <summary>The list of expressions of a context.</summary>
internal sealed class ExpressionListValue : FluentValue
{
    public override bool IsSame(Value other) => other is ExpressionListValue;
}

/// <summary>A data type built by hand for <c>AsColumnDataType</c>.</summary>
internal sealed class DataTypeValue : FluentValue
{
    public Dictionary<string, Value> Members { get; } = new(StringComparer.Ordinal);
}
