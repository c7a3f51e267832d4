using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>
/// A fluent chain: one expression said in several calls. The chain is its own next link, so it can be kept in a variable, handed to a helper and continued there.
/// </summary>
internal abstract class ChainValue(Scope scope) : FluentValue
{
    private readonly List<Emission> _open = [];

    public Scope Scope { get; } = scope;

    /// <summary>What further links say of the operation as a whole.</summary>
    public List<Annotation> Annotations { get; } = [];

    /// <summary>Takes one link in; false when this chain has no such link.</summary>
    public abstract bool TryLink(CallSite call);

    /// <summary>Places that the next links complete grow with them.</summary>
    public void Continue(CallSite call)
    {
        foreach (var emission in _open)
        {
            call.Interpreter.Continue(emission, call.Syntax);
        }
    }

    /// <summary>Says that everything this chain builds depends on a condition.</summary>
    public void Doubt(string condition)
    {
        foreach (var emission in _open)
        {
            emission.Doubt(Certainty.Conditional, condition);
        }
    }

    protected void Annotate(string name, Literal? value)
    {
        Annotations.RemoveAll(annotation => annotation.Name == name);
        Annotations.Add(new(name, value));
    }

    protected void Annotate(string name, bool value) => Annotate(name, Literal.OfBoolean(value));

    /// <summary>Takes a place that the links after this one complete.</summary>
    protected Emission? Open(CallSite call, Func<Operation?> build)
    {
        var emission = Scope.Emit(call.Interpreter, call.Syntax, build);
        if (emission is not null)
        {
            _open.Add(emission);
        }

        return emission;
    }

    /// <summary>Says that the links from here on are about something new.</summary>
    protected void Close(Emission? keep)
    {
        _open.RemoveAll(emission => emission != keep);
    }

    /// <summary>A switch of an extension method: on unless it says otherwise; null when that is not known.</summary>
    protected static Literal? Switch(CallSite call) =>
        call.Count() == 0 ? Literal.OfBoolean(true) : call.Argument(0).AsBoolean is { } value ? Literal.OfBoolean(value) : null;
}
