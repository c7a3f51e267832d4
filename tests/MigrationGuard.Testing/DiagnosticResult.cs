using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace MigrationGuard.Testing;

/// <summary>A diagnostic that is expected.</summary>
public sealed record DiagnosticResult(string Id, DiagnosticSeverity? Severity = null)
{
    public int? Place { get; private init; }

    public TextSpan? Span { get; private init; }

    public bool HasNoLocation { get; private init; }

    public object?[]? Arguments { get; private init; }

    public string? Message { get; private init; }

    /// <summary>At the place marked <c>{|#place:…|}</c>.</summary>
    public DiagnosticResult WithLocation(int place) => this with { Place = place };

    public DiagnosticResult WithSpan(TextSpan span) => this with { Span = span };

    public DiagnosticResult WithNoLocation() => this with { HasNoLocation = true };

    /// <summary>With these message arguments.</summary>
    public DiagnosticResult WithArguments(params object?[] arguments) => this with { Arguments = arguments };

    public DiagnosticResult WithMessage(string message) => this with { Message = message };

    internal bool Matches(Diagnostic diagnostic, Markup markup)
    {
        var span = Place is { } place ? markup.Place(place) : Span;
        return diagnostic.Id == Id
            && (Severity is null || diagnostic.Severity == Severity)
            && (!HasNoLocation || diagnostic.Location == Location.None)
            && (span is null || diagnostic.Location.SourceSpan == span)
            && (Message is null || diagnostic.GetMessage(CultureInfo.InvariantCulture) == Message)
            && (Arguments is null || diagnostic.GetMessage(CultureInfo.InvariantCulture)
                == string.Format(CultureInfo.InvariantCulture, diagnostic.Descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture), Arguments));
    }
}
