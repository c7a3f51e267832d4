using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>Runs one body in thought: once, or once for each provider when it asks which one it runs on.</summary>
internal sealed class BodyRunner(ReadingContext context, FrameworkSemantics framework, INamedTypeSymbol type, HashSet<SyntaxTree> trees)
{
    public BodyRun Run(IMethodSymbol entry)
    {
        try
        {
            return Run(entry, null);
        }
        catch (ProviderAskedException)
        {
            return ProviderMerge.Merge([.. ProviderVariant.Of(context.Compilation).Select(provider => (provider, Run(entry, provider)))], entry, context.Cancellation);
        }
    }

    private BodyRun Run(IMethodSymbol entry, ProviderVariant? provider)
    {
        var interpreter = new Interpreter(context, framework, new ObjectValue(type) { IsMigration = true }, provider, trees);
        var flow = interpreter.Run(entry, framework.Arguments(interpreter, entry));
        context.Count(interpreter.Steps);

        // A body that always throws builds nothing: whatever it added before is never run.
        return flow == Flow.Throw ? new([], true, interpreter.Thrown) : new(ExclusiveBranches.Merge(interpreter.Finish()), false, null);
    }
}

/// <summary>What a body does.</summary>
/// <param name="Operations">Its operations in order.</param>
/// <param name="Throws">Whether it always throws.</param>
/// <param name="Thrown">What it throws, as written; null when it does not.</param>
internal sealed record BodyRun(IReadOnlyList<Operation> Operations, bool Throws, string? Thrown);
