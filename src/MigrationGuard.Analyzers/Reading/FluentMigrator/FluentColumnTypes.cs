using MigrationGuard.Model;

namespace MigrationGuard.Reading.FluentMigrator;

/// <summary>The column types of a chain.</summary>
internal static class FluentColumnTypes
{
    /// <summary>
    /// Name of the annotation that keeps the library's word for a type where the C# type says less: date and time without zone, money, XML, and a text, bytes or
    /// decimal without a size, for which the library has sizes of its own.
    /// </summary>
    public const string TypeAnnotation = "FluentMigrator:Type";

    /// <summary>The column with the type that a link gives it; null when the link is no type.</summary>
    public static Column? Apply(Column column, CallSite call)
    {
        switch (call.Method.Name)
        {
            case "AsAnsiString":
                return Text(column, call, unicode: false, isFixed: false);
            case "AsString":
                return Text(column, call, unicode: true, isFixed: false);
            case "AsFixedLengthString":
                return Text(column, call, unicode: true, isFixed: true);
            case "AsFixedLengthAnsiString":
                return Text(column, call, unicode: false, isFixed: true);
            case "AsBinary":
                return call.Count() > 0 ? Plain(column, "byte[]") with { MaxLength = Size(call) } : Special(column, "byte[]", "Binary");
            case "AsBoolean":
                return Plain(column, "bool");
            case "AsByte":
                return Plain(column, "byte");
            case "AsInt16":
                return Plain(column, "short");
            case "AsInt32":
                return Plain(column, "int");
            case "AsInt64":
                return Plain(column, "long");
            case "AsFloat":
                return Plain(column, "float");
            case "AsDouble":
                return Plain(column, "double");
            case "AsCurrency":
                return Special(column, "decimal", "Currency") with { Precision = 19, Scale = 4 };
            case "AsDecimal":
                return call.Count() > 0
                    ? Plain(column, "decimal") with { Precision = Size(call), Scale = call.Count() > 1 ? call.Number(1) : null }
                    : Special(column, "decimal", "Decimal");
            case "AsGuid":
                return Plain(column, "System.Guid");
            case "AsDate":
                return Special(column, "System.DateOnly", "Date");
            case "AsTime":
                return Special(column, "System.TimeSpan", "Time");
            case "AsDateTime":
                return Special(column, "System.DateTime", "DateTime");
            case "AsDateTime2":
                return Special(column, "System.DateTime", "DateTime2");
            case "AsDateTimeOffset":
                return Plain(column, "System.DateTimeOffset") with { Precision = Size(call) };
            case "AsXml":
                return Special(column, "string", "Xml") with { MaxLength = Size(call) };
            case "AsCustom":
                return Plain(column, null) with { StoreType = call.Name(0) };
            case "AsColumnDataType":
                return OfDataType(column, call.Argument(0));
            default:
                return null;
        }
    }

    private static int? Size(CallSite call) => call.Count() > 0 ? call.Number(0) : null;

    private static Column Plain(Column column, string? clr) => column with
    {
        ClrType = clr,
        StoreType = null,
        MaxLength = null,
        Precision = null,
        Scale = null,
        Unicode = null,
        FixedLength = null,
        Annotations = [.. column.Annotations.Where(annotation => annotation.Name != TypeAnnotation)],
    };

    private static Column Special(Column column, string clr, string word)
    {
        var plain = Plain(column, clr);
        return plain with { Annotations = [.. plain.Annotations, new(TypeAnnotation, Literal.OfString(word))] };
    }

    private static Column Text(Column column, CallSite call, bool unicode, bool isFixed)
    {
        // The overloads are (), (collation), (size) and (size, collation).
        var collation = call.IsText(0) ? call.OptionalName(0) : call.IsText(1) ? call.OptionalName(1) : null;
        var hasSize = call.Count() > 0 && !call.IsText(0);
        return (hasSize ? Plain(column, "string") : Special(column, "string", unicode ? "String" : "AnsiString")) with
        {
            MaxLength = hasSize ? call.Number(0) : null,
            Unicode = unicode,
            FixedLength = isFixed ? true : null,
            Collation = string.IsNullOrEmpty(collation) ? column.Collation : collation,
        };
    }

    private static Column OfDataType(Column column, Value value)
    {
        if (value is not DataTypeValue type)
        {
            return Plain(column, null) with { StoreType = Hole.Text };
        }

        var size = Integer("Size");
        var precision = Integer("Precision");
        var typed = (type.Members.TryGetValue("Type", out var dbType) ? (dbType as ConstantValue)?.EnumMember : null) switch
        {
            "AnsiString" => (size is null ? Special(column, "string", "AnsiString") : Plain(column, "string")) with { MaxLength = size, Unicode = false },
            "String" => (size is null ? Special(column, "string", "String") : Plain(column, "string")) with { MaxLength = size, Unicode = true },
            "AnsiStringFixedLength" => Plain(column, "string") with { MaxLength = size, Unicode = false, FixedLength = true },
            "StringFixedLength" => Plain(column, "string") with { MaxLength = size, Unicode = true, FixedLength = true },
            "Binary" => size is null ? Special(column, "byte[]", "Binary") : Plain(column, "byte[]") with { MaxLength = size },
            "Boolean" => Plain(column, "bool"),
            "Byte" => Plain(column, "byte"),
            "Int16" => Plain(column, "short"),
            "Int32" => Plain(column, "int"),
            "Int64" => Plain(column, "long"),
            "Single" => Plain(column, "float"),
            "Double" => Plain(column, "double"),
            "Decimal" => size is null ? Special(column, "decimal", "Decimal") : Plain(column, "decimal") with { Precision = size, Scale = precision },
            "Currency" => Special(column, "decimal", "Currency") with { Precision = 19, Scale = 4 },
            "Guid" => Plain(column, "System.Guid"),
            "Date" => Special(column, "System.DateOnly", "Date"),
            "Time" => Special(column, "System.TimeSpan", "Time"),
            "DateTime" => Special(column, "System.DateTime", "DateTime"),
            "DateTime2" => Special(column, "System.DateTime", "DateTime2"),
            "DateTimeOffset" => Plain(column, "System.DateTimeOffset") with { Precision = size },
            "Xml" => Special(column, "string", "Xml") with { MaxLength = size },
            _ => Plain(column, null) with { StoreType = Text("CustomType") ?? Hole.Text },
        };
        return typed with
        {
            Collation = Text("CollationName") ?? column.Collation,
            ComputedSql = Text("Expression"),
            Stored = type.Members.TryGetValue("ExpressionStored", out var stored) ? stored.AsBoolean : null,
        };

        int? Integer(string name) => type.Members.TryGetValue(name, out var member) && member.AsInteger is >= 0 and <= int.MaxValue and var number ? (int)number : null;

        string? Text(string name) => type.Members.TryGetValue(name, out var member) ? member.AsText : null;
    }
}
