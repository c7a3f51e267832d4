using MigrationGuard.Model;

namespace MigrationGuard.Reading;

/// <summary>The little reflection that migrations use: attributes of their own class, names of embedded scripts.</summary>
internal static partial class Library
{
    private static Value? OnAttributes(CallSite call)
    {
        if (call.Method.Name is not ("GetCustomAttributes" or "GetCustomAttribute" or "IsDefined")
            || (call.Receiver ?? call.Arguments.FirstOrDefault()) is not TypeValue { Type: INamedTypeSymbol type })
        {
            return null;
        }

        var wanted = call.TypeArgument(0) ?? call.Arguments.OfType<TypeValue>().LastOrDefault(argument => argument != call.Subject)?.Type;
        if (wanted is not INamedTypeSymbol attributeType)
        {
            return null;
        }

        var found = new List<Value>();
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var attribute in at.GetAttributes())
            {
                if (attribute.AttributeConstructor is not null && Symbols.DerivesFrom(attribute.AttributeClass, System.Collections.Immutable.ImmutableArray.Create(attributeType.OriginalDefinition)))
                {
                    found.Add(call.Interpreter.Instantiate(attribute));
                }
            }
        }

        return call.Method.Name switch
        {
            "IsDefined" => ConstantValue.Of(found.Count > 0),
            "GetCustomAttribute" => found.Count == 0 ? ConstantValue.Null : found[0],
            _ => new ListValue(found) { Depth = call.Interpreter.PathLength },
        };
    }

    /// <summary>The first resource name for which a condition on its text holds: what is known of it is what the condition says.</summary>
    private static Value? OnResourceNames(CallSite call)
    {
        if (call.Method.Name is not ("First" or "FirstOrDefault" or "Single" or "SingleOrDefault") || call.Arguments.Count < 2 || call.Arguments[1] is not FunctionValue condition)
        {
            return null;
        }

        var probe = new ResourceNameValue();
        call.Interpreter.Invoke(condition, [probe], call.Syntax);
        return probe.Known is null ? null : new ConstantValue(probe.Known);
    }
}

/// <summary>The names of all embedded resources.</summary>
internal sealed class ResourceNamesValue : Value;

/// <summary>Some resource name, in a condition that picks it.</summary>
internal sealed class ResourceNameValue : Value
{
    /// <summary>What the condition says of the name; null when it said nothing yet.</summary>
    public string? Known { get; set; }
}
