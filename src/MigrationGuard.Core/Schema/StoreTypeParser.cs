using System.Text;
using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>Takes a type text apart and looks its name up in the engine's list.</summary>
internal static class StoreTypeParser
{
    public static StoreType Parse(string text, Engine engine)
    {
        var parts = Split(text);
        if (parts.Dimensions > 0)
        {
            var element = Lookup(parts, text, engine);
            return new StoreType { Text = text, Name = element.Name + "[]", Family = TypeFamily.Array, Element = element };
        }

        return Lookup(parts, text, engine);
    }

    private static StoreType Lookup(TypeText type, string text, Engine engine) => engine switch
    {
        Engine.SqlServer => SqlServer(type, text),
        Engine.PostgreSql => PostgreSql(type, text),
        Engine.MySql => MySql(type, text),
        Engine.Sqlite => Sqlite(type, text),
        _ => Guess(type, text),
    };

    private static StoreType SqlServer(TypeText type, string text)
    {
        var made = Make(type, text);
        switch (type.Name)
        {
            case "bit": return made with { Family = TypeFamily.Boolean };
            case "tinyint": return made with { Family = TypeFamily.Integer, Bits = 8, Unsigned = true };
            case "smallint": return made with { Family = TypeFamily.Integer, Bits = 16 };
            case "int" or "integer": return made with { Name = "int", Family = TypeFamily.Integer, Bits = 32 };
            case "bigint": return made with { Family = TypeFamily.Integer, Bits = 64 };
            case "decimal" or "numeric" or "dec": return Decimal(made with { Name = "decimal" }, type, 18, 0);
            case "money": return made with { Family = TypeFamily.Decimal, Precision = 19, Scale = 4 };
            case "smallmoney": return made with { Family = TypeFamily.Decimal, Precision = 10, Scale = 4 };
            case "real": return made with { Family = TypeFamily.Float, Bits = 32 };
            case "float" or "double precision": return made with { Name = "float", Family = TypeFamily.Float, Bits = type.First is <= 24 ? 32 : 64 };
            case "char" or "character": return Text(made with { Name = "char" }, type, 1, unicode: false, isFixed: true);
            case "varchar" or "char varying" or "character varying": return Text(made with { Name = "varchar" }, type, 1, unicode: false);
            case "nchar" or "national char" or "national character": return Text(made with { Name = "nchar" }, type, 1, unicode: true, isFixed: true);
            case "nvarchar" or "national char varying" or "national character varying":
                return Text(made with { Name = "nvarchar" }, type, 1, unicode: true);
            case "sysname": return made with { Family = TypeFamily.Text, Length = 128, Unicode = true };
            case "text": return made with { Family = TypeFamily.Text, Length = StoreType.Unlimited, Unicode = false };
            case "ntext": return made with { Family = TypeFamily.Text, Length = StoreType.Unlimited, Unicode = true };
            case "binary": return Binary(made, type, 1) with { FixedLength = true };
            case "varbinary" or "binary varying": return Binary(made with { Name = "varbinary" }, type, 1);
            case "image": return made with { Family = TypeFamily.Binary, Length = StoreType.Unlimited };
            case "date": return made with { Family = TypeFamily.Date };
            case "time": return made with { Family = TypeFamily.Time, FractionalSeconds = type.First ?? 7 };
            case "smalldatetime": return made with { Family = TypeFamily.DateTime, FractionalSeconds = 0 };
            case "datetime": return made with { Family = TypeFamily.DateTime, FractionalSeconds = 3 };
            case "datetime2": return made with { Family = TypeFamily.DateTime, FractionalSeconds = type.First ?? 7 };
            case "datetimeoffset": return made with { Family = TypeFamily.DateTimeOffset, FractionalSeconds = type.First ?? 7 };
            case "uniqueidentifier": return made with { Family = TypeFamily.Guid };
            case "xml": return made with { Family = TypeFamily.Xml };
            case "json": return made with { Family = TypeFamily.Json };
            case "rowversion" or "timestamp": return made with { Name = "rowversion", Family = TypeFamily.RowVersion };
            case "geometry" or "geography": return made with { Family = TypeFamily.Spatial };
            default: return made;
        }
    }

    private static StoreType PostgreSql(TypeText type, string text)
    {
        var made = Make(type, text);
        switch (type.Name)
        {
            case "boolean" or "bool": return made with { Name = "boolean", Family = TypeFamily.Boolean };
            case "smallint" or "int2": return made with { Name = "smallint", Family = TypeFamily.Integer, Bits = 16 };
            case "integer" or "int" or "int4": return made with { Name = "integer", Family = TypeFamily.Integer, Bits = 32 };
            case "bigint" or "int8": return made with { Name = "bigint", Family = TypeFamily.Integer, Bits = 64 };
            case "smallserial" or "serial2": return made with { Name = "smallint", Family = TypeFamily.Integer, Bits = 16, Generated = true };
            case "serial" or "serial4": return made with { Name = "integer", Family = TypeFamily.Integer, Bits = 32, Generated = true };
            case "bigserial" or "serial8": return made with { Name = "bigint", Family = TypeFamily.Integer, Bits = 64, Generated = true };
            case "oid" or "xid" or "cid": return made with { Family = TypeFamily.Integer, Bits = 32, Unsigned = true };
            case "numeric" or "decimal" or "dec":
                return type.First is null
                    ? made with { Name = "numeric", Family = TypeFamily.Decimal, Precision = StoreType.Unlimited, Scale = StoreType.Unlimited }
                    : Decimal(made with { Name = "numeric" }, type, 0, 0);
            case "money": return made with { Family = TypeFamily.Decimal, Precision = 19, Scale = 2 };
            case "real" or "float4": return made with { Name = "real", Family = TypeFamily.Float, Bits = 32 };
            case "float": return made with { Name = type.First is <= 24 ? "real" : "double precision", Family = TypeFamily.Float, Bits = type.First is <= 24 ? 32 : 64 };
            case "double precision" or "float8": return made with { Name = "double precision", Family = TypeFamily.Float, Bits = 64 };
            case "text" or "citext": return made with { Family = TypeFamily.Text, Length = StoreType.Unlimited, Unicode = true };
            case "character varying" or "varchar" or "char varying" or "national character varying" or "nchar varying":
                return Text(made with { Name = "character varying" }, type, StoreType.Unlimited, unicode: true);
            case "character" or "char" or "nchar" or "national character":
                return Text(made with { Name = "character" }, type, 1, unicode: true, isFixed: true);
            case "bpchar": return Text(made, type, StoreType.Unlimited, unicode: true, isFixed: true);
            case "name": return made with { Family = TypeFamily.Text, Length = 63, Unicode = true };
            case "bytea": return made with { Family = TypeFamily.Binary, Length = StoreType.Unlimited };
            case "bit": return made with { Family = TypeFamily.Bits, Length = type.First ?? 1, FixedLength = true };
            case "bit varying" or "varbit": return made with { Name = "bit varying", Family = TypeFamily.Bits, Length = type.First ?? StoreType.Unlimited };
            case "date": return made with { Family = TypeFamily.Date };
            case "time" or "time without time zone": return made with { Name = "time without time zone", Family = TypeFamily.Time, FractionalSeconds = type.First ?? 6 };
            case "timetz" or "time with time zone": return made with { Name = "time with time zone", Family = TypeFamily.Time, FractionalSeconds = type.First ?? 6 };
            case "timestamp" or "timestamp without time zone":
                return made with { Name = "timestamp without time zone", Family = TypeFamily.DateTime, FractionalSeconds = type.First ?? 6 };
            case "timestamptz" or "timestamp with time zone":
                return made with { Name = "timestamp with time zone", Family = TypeFamily.DateTimeOffset, FractionalSeconds = type.First ?? 6 };
            case "uuid": return made with { Family = TypeFamily.Guid };
            case "json" or "jsonb": return made with { Family = TypeFamily.Json };
            case "xml": return made with { Family = TypeFamily.Xml };
            case "inet" or "cidr" or "macaddr" or "macaddr8": return made with { Family = TypeFamily.Network };
            case "geometry" or "geography" or "point" or "line" or "lseg" or "box" or "path" or "polygon" or "circle":
                return made with { Family = TypeFamily.Spatial };
            default:
                return type.Name.StartsWith("interval", StringComparison.Ordinal)
                    ? made with { Name = "interval", Family = TypeFamily.Interval, FractionalSeconds = type.First ?? 6 }
                    : made;
        }
    }

    private static StoreType MySql(TypeText type, string text)
    {
        var made = Make(type, text) with { Unsigned = type.Unsigned };
        switch (type.Name)
        {
            case "tinyint" or "int1": return made with { Name = "tinyint", Family = TypeFamily.Integer, Bits = 8 };
            case "bool" or "boolean": return made with { Name = "tinyint", Family = TypeFamily.Integer, Bits = 8 };
            case "smallint" or "int2": return made with { Name = "smallint", Family = TypeFamily.Integer, Bits = 16 };
            case "mediumint" or "int3" or "middleint": return made with { Name = "mediumint", Family = TypeFamily.Integer, Bits = 24 };
            case "int" or "integer" or "int4": return made with { Name = "int", Family = TypeFamily.Integer, Bits = 32 };
            case "bigint" or "int8": return made with { Name = "bigint", Family = TypeFamily.Integer, Bits = 64 };
            case "serial": return made with { Name = "bigint", Family = TypeFamily.Integer, Bits = 64, Unsigned = true, Generated = true };
            case "year": return made with { Family = TypeFamily.Integer, Bits = 8, Unsigned = true };
            case "decimal" or "numeric" or "dec" or "fixed": return Decimal(made with { Name = "decimal" }, type, 10, 0);
            case "float" or "float4": return made with { Name = "float", Family = TypeFamily.Float, Bits = type.First is > 24 && type.Second is null ? 64 : 32 };
            case "double" or "double precision" or "real" or "float8": return made with { Name = "double", Family = TypeFamily.Float, Bits = 64 };
            case "bit": return made with { Family = TypeFamily.Bits, Length = type.First ?? 1, FixedLength = true };
            case "char" or "character" or "nchar" or "national char" or "national character":
                return Text(made with { Name = "char" }, type, 1, unicode: null, isFixed: true);
            case "varchar" or "character varying" or "nvarchar" or "national varchar" or "char varying" or "varcharacter":
                return Text(made with { Name = "varchar" }, type, null, unicode: null);
            case "tinytext": return made with { Family = TypeFamily.Text, Length = 255 };
            case "text": return made with { Family = TypeFamily.Text, Length = type.First ?? 65535 };
            case "mediumtext" or "long" or "long varchar": return made with { Name = "mediumtext", Family = TypeFamily.Text, Length = 16777215 };
            case "longtext": return made with { Family = TypeFamily.Text, Length = StoreType.Unlimited };
            case "binary": return Binary(made, type, 1) with { FixedLength = true };
            case "varbinary": return Binary(made, type, null);
            case "tinyblob": return made with { Family = TypeFamily.Binary, Length = 255 };
            case "blob": return made with { Family = TypeFamily.Binary, Length = type.First ?? 65535 };
            case "mediumblob" or "long varbinary": return made with { Name = "mediumblob", Family = TypeFamily.Binary, Length = 16777215 };
            case "longblob": return made with { Family = TypeFamily.Binary, Length = StoreType.Unlimited };
            case "date": return made with { Family = TypeFamily.Date };
            case "time": return made with { Family = TypeFamily.Time, FractionalSeconds = type.First ?? 0 };
            case "datetime" or "timestamp": return made with { Family = TypeFamily.DateTime, FractionalSeconds = type.First ?? 0 };
            case "json": return made with { Family = TypeFamily.Json };
            case "uuid": return made with { Family = TypeFamily.Guid };
            case "inet4" or "inet6": return made with { Family = TypeFamily.Network };
            case "enum" or "set": return made with { Family = TypeFamily.Enum, Values = type.Values };
            case "geometry" or "point" or "linestring" or "polygon" or "multipoint" or "multilinestring" or "multipolygon" or "geometrycollection":
                return made with { Family = TypeFamily.Spatial };
            default: return made;
        }
    }

    // SQLite stores what the affinity says, whatever the name promises; lengths are ignored by the engine.
    private static StoreType Sqlite(TypeText type, string text)
    {
        var made = Make(type, text);
        var name = type.Name;
        if (Has(name, "int"))
        {
            return made with { Family = TypeFamily.Integer, Bits = 64, Affinity = SqliteAffinity.Integer };
        }

        if (Has(name, "char") || Has(name, "clob") || Has(name, "text"))
        {
            return made with { Family = TypeFamily.Text, Length = StoreType.Unlimited, Unicode = true, Affinity = SqliteAffinity.Text };
        }

        if (name.Length == 0 || Has(name, "blob"))
        {
            return made with { Family = TypeFamily.Binary, Length = StoreType.Unlimited, Affinity = SqliteAffinity.Blob };
        }

        if (Has(name, "real") || Has(name, "floa") || Has(name, "doub"))
        {
            return made with { Family = TypeFamily.Float, Bits = 64, Affinity = SqliteAffinity.Real };
        }

        return made with
        {
            Family = TypeFamily.Decimal,
            Precision = StoreType.Unlimited,
            Scale = StoreType.Unlimited,
            Affinity = SqliteAffinity.Numeric,
        };
    }

    // Without an engine only what all of them agree on is said: a default length or precision is nobody's in particular.
    private static StoreType Guess(TypeText type, string text)
    {
        var made = SqlServer(type, text);
        if (type.Name is "timestamp" or "text" or "tinyint" or "float" or "sysname" || made.IsUnknown)
        {
            made = type.Unsigned || type.Name is "tinyint" ? MySql(type, text) : PostgreSql(type, text);
        }

        if (made.IsUnknown)
        {
            made = MySql(type, text);
        }

        return made.Family switch
        {
            TypeFamily.Text when type.First is null && !type.IsMax => made with { Length = type.Name is "text" or "longtext" or "ntext" or "citext" ? StoreType.Unlimited : null, Unicode = null },
            TypeFamily.Text => made with { Unicode = type.Name.StartsWith("n", StringComparison.Ordinal) ? true : null },
            TypeFamily.Binary when type.First is null && !type.IsMax => made with { Length = null },
            TypeFamily.Decimal when type.First is null && type.Name is not ("money" or "smallmoney") => made with { Precision = null, Scale = null },
            TypeFamily.Time or TypeFamily.DateTime or TypeFamily.DateTimeOffset when type.First is null => made with { FractionalSeconds = null },
            _ => made,
        };
    }

    private static StoreType Make(TypeText type, string text) => new() { Text = text, Name = type.Name };

    private static StoreType Decimal(StoreType made, TypeText type, int precision, int scale) => made with
    {
        Family = TypeFamily.Decimal,
        Precision = type.HasHole ? null : type.First ?? precision,
        Scale = type.HasHole ? null : type.Second ?? (type.First is null ? scale : 0),
    };

    private static StoreType Text(StoreType made, TypeText type, int? missing, bool? unicode, bool isFixed = false) => made with
    {
        Family = TypeFamily.Text,
        Length = type.HasHole ? null : type.IsMax ? StoreType.Unlimited : type.First ?? missing,
        Unicode = unicode,
        FixedLength = isFixed,
    };

    private static StoreType Binary(StoreType made, TypeText type, int? missing) => made with
    {
        Family = TypeFamily.Binary,
        Length = type.HasHole ? null : type.IsMax ? StoreType.Unlimited : type.First ?? missing,
    };

    private static bool Has(string name, string part) => name.IndexOf(part, StringComparison.Ordinal) >= 0;

    private static TypeText Split(string text)
    {
        var name = new StringBuilder();
        var result = new TypeText();
        var i = 0;
        var space = false;
        while (i < text.Length)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                space = name.Length > 0;
                i++;
            }
            else if (c == '(')
            {
                i = ReadArguments(text, i + 1, result);
                space = name.Length > 0;
            }
            else if (c == '[' && IsDimension(text, i, name.Length, out var after))
            {
                result.Dimensions++;
                i = after;
            }
            else if (c is '[' or ']' or '"' or '`')
            {
                i++;
            }
            else if (c == '.')
            {
                // A schema in front of a type says nothing about it: pg_catalog.int4, [sys].[bit].
                name.Clear();
                space = false;
                i++;
            }
            else
            {
                if (space)
                {
                    name.Append(' ');
                    space = false;
                }

                name.Append(char.ToLowerInvariant(c));
                i++;
            }
        }

        result.HasHole = Hole.IsIn(text);
        result.Name = StripAttributes(name.ToString(), result);
        return result;
    }

    private static bool IsDimension(string text, int open, int nameLength, out int after)
    {
        after = open + 1;
        if (nameLength == 0)
        {
            return false;
        }

        while (after < text.Length && (char.IsDigit(text[after]) || text[after] == ' '))
        {
            after++;
        }

        if (after >= text.Length || text[after] != ']')
        {
            return false;
        }

        after++;
        return true;
    }

    private static int ReadArguments(string text, int i, TypeText result)
    {
        var values = new List<string>();
        var current = new StringBuilder();
        var first = result.First is null && result.Values.Count == 0 && !result.IsMax;
        while (i < text.Length && text[i] != ')')
        {
            if (text[i] == '\'')
            {
                i++;
                while (i < text.Length && (text[i] != '\'' || (i + 1 < text.Length && text[i + 1] == '\'')))
                {
                    i += text[i] == '\'' ? 1 : 0;
                    current.Append(text[i]);
                    i++;
                }
            }
            else if (text[i] == ',')
            {
                values.Add(current.ToString());
                current.Clear();
            }
            else if (!char.IsWhiteSpace(text[i]))
            {
                current.Append(text[i]);
            }

            i++;
        }

        values.Add(current.ToString());
        if (first)
        {
            result.IsMax = string.Equals(values[0], "max", StringComparison.OrdinalIgnoreCase);
            result.First = Number(values[0]);
            result.Second = values.Count > 1 ? Number(values[1]) : null;
            result.Values = values;
        }

        return Math.Min(i + 1, text.Length);
    }

    private static int? Number(string text)
    {
        long value = 0;
        var sign = text.StartsWith("-", StringComparison.Ordinal) ? -1 : 1;
        for (var i = sign < 0 ? 1 : 0; i < text.Length; i++)
        {
            if (text[i] is < '0' or > '9')
            {
                return null;
            }

            value = Math.Min((value * 10) + (text[i] - '0'), int.MaxValue);
        }

        return text.Length == 0 ? null : (int)(sign * value);
    }

    private static string StripAttributes(string name, TypeText result)
    {
        var words = name.Split([' '], StringSplitOptions.RemoveEmptyEntries);
        var kept = new List<string>();
        for (var i = 0; i < words.Length; i++)
        {
            switch (words[i])
            {
                case "unsigned":
                    result.Unsigned = true;
                    break;
                case "signed" or "zerofill" or "identity":
                    break;
                case "array":
                    result.Dimensions++;
                    break;
                case "character" when i > 0 && i + 1 < words.Length && words[i + 1] == "set":
                    i += 2;
                    break;
                case "charset" or "collate" when i > 0:
                    i++;
                    break;
                case "null" or "not" when i > 0:
                    break;
                default:
                    kept.Add(words[i]);
                    break;
            }
        }

        return string.Join(" ", kept);
    }

    private sealed class TypeText
    {
        public string Name { get; set; } = "";

        public int? First { get; set; }

        public int? Second { get; set; }

        public bool IsMax { get; set; }

        public bool Unsigned { get; set; }

        public bool HasHole { get; set; }

        public int Dimensions { get; set; }

        public IReadOnlyList<string> Values { get; set; } = [];
    }
}
