using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MigrationGuard.Model;

namespace MigrationGuard.Reading.EfCore.Designers;

/// <summary>A property of an entity type and the column it is stored in.</summary>
/// <param name="Name">Name of the property.</param>
/// <param name="Column">Its column. The name is that of the property where the Designer says no other.</param>
/// <param name="SaysColumn">Whether the Designer names the column.</param>
/// <param name="IsGenerated">Whether the database gives new rows a value.</param>
/// <param name="Unreadable">A call that is not known; null when all are.</param>
internal sealed record ModelProperty(string Name, Column Column, bool SaysColumn, bool IsGenerated, string? Unreadable)
{
    private static readonly HashSet<string> ValueTypes = new(StringComparer.Ordinal) { "DateTime", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Guid" };

    /// <summary>Reads <c>b.Property&lt;…&gt;("Name")…</c>; null when the chain is something else.</summary>
    public static ModelProperty? Of(IReadOnlyList<ModelCall> chain)
    {
        if (chain[0] is not { Name: "Property" or "PrimitiveCollection" } first || first.Text(0) is not { } name)
        {
            return null;
        }

        var column = new Column { Name = name, ClrType = ClrName(first.Type, out var nullable), Nullable = nullable };
        var saysColumn = false;
        var isGenerated = false;
        string? unreadable = first.Type is null ? "Property" : null;
        for (var i = 1; i < chain.Count; i++)
        {
            var call = chain[i];
            switch (call.Name)
            {
                case "HasColumnName":
                    column = column with { Name = call.Text(0) ?? name };
                    saysColumn = true;
                    break;
                case "HasColumnType":
                    column = column with { StoreType = call.Text(0) };
                    break;
                case "IsRequired":
                    column = column with { Nullable = call.Truth(0) == false };
                    break;
                case "HasMaxLength":
                    column = column with { MaxLength = call.Number(0) };
                    break;
                case "HasPrecision":
                    column = column with { Precision = call.Number(0), Scale = call.Number(1) };
                    break;
                case "IsUnicode":
                    column = column with { Unicode = call.Truth(0) ?? true };
                    break;
                case "IsFixedLength":
                    column = column with { FixedLength = call.Truth(0) ?? true };
                    break;
                case "HasDefaultValue":
                    column = column with { Default = call.Value(0) };
                    break;
                case "HasDefaultValueSql":
                    column = column with { DefaultSql = call.Text(0) };
                    break;
                case "HasComputedColumnSql":
                    column = column with { ComputedSql = call.Text(0), Stored = call.Truth(1) };
                    break;
                case "UseCollation":
                    column = column with { Collation = call.Text(0) };
                    break;
                case "IsRowVersion":
                    column = column with { RowVersion = true };
                    break;
                case "ValueGeneratedOnAdd":
                    isGenerated = true;
                    break;
                case "UseIdentityColumn" or "UseIdentityColumns" or "UseIdentityByDefaultColumn" or "UseIdentityAlwaysColumn" or "UseSerialColumn" or "UseAutoincrement"
                    or "UseMySqlIdentityColumn":
                    column = column with { Identity = true };
                    break;
                case "ValueGeneratedOnAddOrUpdate" or "ValueGeneratedOnUpdate" or "ValueGeneratedOnUpdateSometimes" or "ValueGeneratedNever" or "IsConcurrencyToken" or "HasAnnotation" or "HasComment" or "HasColumnOrder"
                    or "HasConversion" or "HasField" or "UsePropertyAccessMode" or "HasSentinel" or "ElementType" or "UseMySqlComputedColumn" or "HasCharSet" or "HasDefaultConstraintName"
                    or "HasValueGenerator" or "Metadata" or "IsSparse" or "HasValue":
                    break;
                default:
                    unreadable ??= call.Name;
                    break;
            }
        }

        return new ModelProperty(name, column, saysColumn, isGenerated, unreadable);
    }

    // The spelling that operations use; whether NULL is allowed follows from the type only where syntax alone can tell.
    private static string? ClrName(TypeSyntax? type, out bool? nullable)
    {
        nullable = null;
        switch (type)
        {
            case NullableTypeSyntax optional:
                var name = ClrName(optional.ElementType, out _);
                nullable = true;
                return name;
            case PredefinedTypeSyntax predefined:
                nullable = predefined.Keyword.Kind() is SyntaxKind.StringKeyword or SyntaxKind.ObjectKeyword;
                return predefined.Keyword.ValueText;
            case ArrayTypeSyntax array:
                nullable = true;
                return ClrName(array.ElementType, out _) is { } element ? element + "[]" : null;
            case IdentifierNameSyntax identifier when ValueTypes.Contains(identifier.Identifier.ValueText):
                nullable = false;
                return "System." + identifier.Identifier.ValueText;
            case null:
                return null;
            default:
                return type.ToString();
        }
    }
}
