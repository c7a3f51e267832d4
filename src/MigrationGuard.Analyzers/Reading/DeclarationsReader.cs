using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>Reads the gates and acknowledgements on a migration class. Attributes are matched by full name, so a team may declare its own copy.</summary>
internal static class DeclarationsReader
{
    public static MigrationDeclarations Read(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var backups = new List<BackupGateDeclaration>();
        var accepted = new List<AcceptHazardDeclaration>();
        ExpandContractDeclaration? expandContract = null;
        ForwardOnlyDeclaration? forwardOnly = null;
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { } symbol || symbol.ContainingNamespace?.ToDisplayString() != "MigrationGuard")
            {
                continue;
            }

            var span = Span(attribute, cancellation);
            switch (symbol.Name)
            {
                case "BackupGateAttribute":
                    backups.Add(new()
                    {
                        Tables = Texts(attribute),
                        Source = Named(attribute, "Source") as string,
                        Runbook = Named(attribute, "Runbook") as string,
                        RestoreTestedOn = Named(attribute, "RestoreTestedOn") as string,
                        RestoreMinutes = Named(attribute, "RestoreMinutes") as int?,
                        Owner = Named(attribute, "Owner") as string,
                        Span = span,
                    });
                    break;
                case "ExpandContractAttribute" when Phase(attribute) is { } phase:
                    expandContract = new() { Phase = phase, ExpandedBy = Named(attribute, "ExpandedBy") as string, Span = span };
                    break;
                case "AcceptHazardAttribute":
                    var texts = Texts(attribute);
                    accepted.Add(new()
                    {
                        Rule = texts.Count > 0 ? texts[0] : "",
                        Reason = texts.Count > 1 ? texts[1] : Named(attribute, "Reason") as string ?? "",
                        Owner = Named(attribute, "Owner") as string,
                        Until = Named(attribute, "Until") as string,
                        Issue = Named(attribute, "Issue") as string,
                        Span = span,
                    });
                    break;
                case "ForwardOnlyAttribute":
                    forwardOnly = new() { Reason = Texts(attribute).FirstOrDefault() ?? Named(attribute, "Reason") as string ?? "", Span = span };
                    break;
                default:
                    break;
            }
        }

        return backups.Count == 0 && accepted.Count == 0 && expandContract is null && forwardOnly is null
            ? MigrationDeclarations.None
            : new() { BackupGates = backups, Accepted = accepted, ExpandContract = expandContract, ForwardOnly = forwardOnly };
    }

    private static SourceSpan Span(AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference is { } reference ? SourceSpans.Of(reference.GetSyntax(cancellation)) : SourceSpan.None;

    private static IReadOnlyList<string> Texts(AttributeData attribute)
    {
        var texts = new List<string>();
        foreach (var argument in attribute.ConstructorArguments)
        {
            if (argument.Kind == TypedConstantKind.Array)
            {
                for (var i = 0; !argument.IsNull && i < argument.Values.Length; i++)
                {
                    if (argument.Values[i].Value is string text)
                    {
                        texts.Add(text);
                    }
                }
            }
            else if (argument.Value is string text)
            {
                texts.Add(text);
            }
        }

        return texts;
    }

    private static object? Named(AttributeData attribute, string name)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind != TypedConstantKind.Array)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }

    private static MigrationPhase? Phase(AttributeData attribute)
    {
        foreach (var argument in attribute.ConstructorArguments)
        {
            if (argument.Kind == TypedConstantKind.Enum && argument.Type is INamedTypeSymbol type)
            {
                foreach (var member in type.GetMembers())
                {
                    if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, argument.Value))
                    {
                        return field.Name switch
                        {
                            nameof(MigrationPhase.Expand) => MigrationPhase.Expand,
                            nameof(MigrationPhase.Contract) => MigrationPhase.Contract,
                            _ => null,
                        };
                    }
                }
            }
        }

        return null;
    }
}
