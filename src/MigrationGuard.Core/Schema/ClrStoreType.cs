using System.Globalization;
using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>The store type an EF Core provider, or FluentMigrator where the column is its own, picks for a C# type.</summary>
internal static class ClrStoreType
{
    public static string? TextFor(Column column, Engine engine)
    {
        var clr = Simplify(column.ClrType);
        if (clr is null)
        {
            return null;
        }

        return FluentStoreType.TextFor(column, engine) ?? engine switch
        {
            Engine.SqlServer => SqlServer(clr, column),
            Engine.PostgreSql => PostgreSql(clr, column),
            Engine.MySql => MySql(clr, column),
            Engine.Sqlite => Sqlite(clr),
            _ => Generic(clr, column),
        };
    }

    private static string? Simplify(string? clr)
    {
        if (clr is null)
        {
            return null;
        }

        var name = clr.Trim().TrimEnd('?');
        var dot = name.LastIndexOf('.');
        if (name.StartsWith("System.", StringComparison.Ordinal) && name.IndexOf('<') < 0 && dot >= 0)
        {
            name = name.Substring(dot + 1);
        }

        return name switch
        {
            "Boolean" => "bool",
            "Byte" => "byte",
            "SByte" => "sbyte",
            "Int16" => "short",
            "UInt16" => "ushort",
            "Int32" => "int",
            "UInt32" => "uint",
            "Int64" => "long",
            "UInt64" => "ulong",
            "Single" => "float",
            "Double" => "double",
            "Decimal" => "decimal",
            "Char" => "char",
            "String" => "string",
            "Byte[]" => "byte[]",
            _ => name,
        };
    }

    private static string? SqlServer(string clr, Column column) => clr switch
    {
        "bool" => "bit",
        "byte" => "tinyint",
        "sbyte" or "short" => "smallint",
        "ushort" or "int" => "int",
        "uint" or "long" => "bigint",
        "ulong" => "decimal(20,0)",
        "float" => "real",
        "double" => "float",
        "decimal" => Decimal("decimal", column, 18, 2),
        "char" => "nvarchar(1)",
        "string" => SqlServerText(column),
        "byte[]" => column.RowVersion ? "rowversion" : (column.FixedLength == true ? "binary" : "varbinary") + Length(column, 8000, "(max)"),
        "Guid" => "uniqueidentifier",
        "DateTime" => Fraction("datetime2", column),
        "DateTimeOffset" => Fraction("datetimeoffset", column),
        "DateOnly" => "date",
        "TimeOnly" or "TimeSpan" => Fraction("time", column),
        _ => null,
    };

    private static string SqlServerText(Column column)
    {
        var name = (column.Unicode == false ? "" : "n") + (column.FixedLength == true ? "char" : "varchar");
        return name + Length(column, column.Unicode == false ? 8000 : 4000, "(max)");
    }

    private static string? PostgreSql(string clr, Column column) => clr switch
    {
        "bool" => "boolean",
        "byte" or "sbyte" or "short" => "smallint",
        "ushort" or "int" => "integer",
        "uint" or "long" => "bigint",
        "ulong" => "numeric(20,0)",
        "float" => "real",
        "double" => "double precision",
        "decimal" => column.Precision is null ? "numeric" : Decimal("numeric", column, 18, 2),
        "char" => "character(1)",
        "string" => column.MaxLength is > 0 and < int.MaxValue
            ? (column.FixedLength == true ? "character" : "character varying") + "(" + Invariant(column.MaxLength.Value) + ")"
            : "text",
        "byte[]" => "bytea",
        "Guid" => "uuid",
        "DateTime" or "DateTimeOffset" => Fraction("timestamp", column) + " with time zone",
        "DateOnly" => "date",
        "TimeOnly" => Fraction("time", column) + " without time zone",
        "TimeSpan" => Fraction("interval", column),
        _ when clr.EndsWith("[]", StringComparison.Ordinal) => PostgreSql(clr.Substring(0, clr.Length - 2), column) is { } element ? element + "[]" : null,
        _ => null,
    };

    private static string? MySql(string clr, Column column) => clr switch
    {
        "bool" => "tinyint(1)",
        "byte" => "tinyint unsigned",
        "sbyte" => "tinyint",
        "short" => "smallint",
        "ushort" => "smallint unsigned",
        "int" => "int",
        "uint" => "int unsigned",
        "long" => "bigint",
        "ulong" => "bigint unsigned",
        "float" => "float",
        "double" => "double",
        "decimal" => Decimal("decimal", column, 65, 30),
        "char" => "varchar(1)",
        "string" => column.MaxLength is > 0 and <= 16383
            ? (column.FixedLength == true ? "char" : "varchar") + "(" + Invariant(column.MaxLength.Value) + ")"
            : "longtext",
        "byte[]" => column.MaxLength is > 0 and <= 65535 ? "varbinary(" + Invariant(column.MaxLength.Value) + ")" : "longblob",
        "Guid" => "char(36)",
        "DateTime" or "DateTimeOffset" => "datetime(" + Invariant(column.Precision ?? 6) + ")",
        "DateOnly" => "date",
        "TimeOnly" or "TimeSpan" => "time(" + Invariant(column.Precision ?? 6) + ")",
        _ => null,
    };

    private static string? Sqlite(string clr) => clr switch
    {
        "bool" or "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" => "INTEGER",
        "float" or "double" => "REAL",
        "byte[]" => "BLOB",
        "decimal" or "char" or "string" or "Guid" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" => "TEXT",
        _ => null,
    };

    // Words that every engine's rules read the same way.
    private static string? Generic(string clr, Column column) => clr switch
    {
        "bool" => "boolean",
        "byte" => "tinyint unsigned",
        "sbyte" => "tinyint",
        "short" => "smallint",
        "ushort" => "smallint unsigned",
        "int" => "int",
        "uint" => "int unsigned",
        "long" => "bigint",
        "ulong" => "bigint unsigned",
        "float" => "real",
        "double" => "double precision",
        "decimal" => column.Precision is null ? "decimal" : Decimal("decimal", column, 18, 2),
        "char" => "char(1)",
        "string" => column.MaxLength is > 0 and < int.MaxValue
            ? (column.Unicode == false ? "" : "n") + (column.FixedLength == true ? "char" : "varchar") + "(" + Invariant(column.MaxLength.Value) + ")"
            : "text",
        "byte[]" => "varbinary" + Length(column, 8000, "(max)"),
        "Guid" => "uuid",
        "DateTime" => Fraction("datetime2", column),
        "DateTimeOffset" => Fraction("datetimeoffset", column),
        "DateOnly" => "date",
        "TimeOnly" or "TimeSpan" => Fraction("time", column),
        _ => null,
    };

    private static string Decimal(string name, Column column, int precision, int scale) =>
        name + "(" + Invariant(column.Precision ?? precision) + "," + Invariant(column.Scale ?? (column.Precision is null ? scale : Math.Min(scale, column.Precision.Value))) + ")";

    private static string Length(Column column, int limit, string beyond) =>
        column.MaxLength is { } length && length > 0 && length <= limit ? "(" + Invariant(length) + ")" : beyond;

    private static string Fraction(string name, Column column) =>
        column.Precision is { } precision ? name + "(" + Invariant(precision) + ")" : name;

    private static string Invariant(int value) => value.ToString(CultureInfo.InvariantCulture);
}
