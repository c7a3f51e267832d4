using MigrationGuard.Model;

namespace MigrationGuard.Schema;

/// <summary>What happens to values when a column's type changes, by engine. A table of facts.</summary>
internal static class TypeChange
{
    public static (ValueFate Fate, bool Narrows, string Why) Judge(Column old, Column column, Engine engine)
    {
        var from = StoreType.Of(old, engine);
        var to = StoreType.Of(column, engine);
        if (from is null && to is null)
        {
            return FromFacets(old, column, engine);
        }

        if (from is null || to is null)
        {
            return (ValueFate.Unknown, false, "the type " + (from is null ? "before" : "after") + " is not said");
        }

        if (Hole.IsIn(from.Text) || Hole.IsIn(to.Text))
        {
            return (ValueFate.Unknown, false, "the type is not known");
        }

        if (string.Equals(from.Text.Trim(), to.Text.Trim(), StringComparison.OrdinalIgnoreCase))
        {
            return (ValueFate.Kept, false, "");
        }

        // A column of SQLite holds whatever fits its C# type: an int is exact as a REAL.
        if (engine == Engine.Sqlite && from.Affinity == SqliteAffinity.Integer && to.Affinity == SqliteAffinity.Real && old.ClrType is ("int" or "short" or "byte" or "sbyte" or "ushort" or "uint"))
        {
            return Kept;
        }

        var (fate, narrows, why) = Judge(from, to, engine);
        return (fate, narrows, fate == ValueFate.Kept ? "" : from.Text + " to " + to.Text + ": " + why);
    }

    /// <summary>As <see cref="Judge(Column, Column, Engine)"/>, where PostgreSQL is told to cast: it converts between types that it does not assign to each other, and cuts texts.</summary>
    public static (ValueFate Fate, bool Narrows, string Why) JudgeCast(Column old, Column column, Engine engine)
    {
        if (engine != Engine.PostgreSql || StoreType.Of(old, engine) is not { IsUnknown: false } from || StoreType.Of(column, engine) is not { IsUnknown: false } to)
        {
            return Judge(old, column, engine);
        }

        var (fate, narrows, why) = (from.Family, to.Family) switch
        {
            (TypeFamily.Text, TypeFamily.Json) when to.Name == "jsonb" => (ValueFate.Reinterpreted, false, "the text is written anew: spaces, the order of keys and repeated keys are lost"),
            (TypeFamily.Text or TypeFamily.Bits, _) when from.Family == to.Family && to.Length < from.Length => (ValueFate.Cut, true, "longer values are cut without an error"),
            _ when from.Family != to.Family => Converted(from, to, engine),
            _ => WithinFamily(from, to, engine),
        };
        if (fate == ValueFate.Refused && to.Family == TypeFamily.Text)
        {
            (fate, narrows, why) = (ValueFate.Cut, true, "longer values are cut without an error");
        }

        return (fate, narrows, fate == ValueFate.Kept ? "" : from.Text + " to " + to.Text + ": " + why);
    }

    /// <summary>
    /// Whether MySQL in strict mode refuses values that do not fit: longer ones, those out of range, labels that are not listed. It rounds fractions in either mode.
    /// </summary>
    public static bool IsRefusedInStrictMode(Column old, Column column)
    {
        if (StoreType.Of(old, Engine.MySql) is not { IsUnknown: false } from || StoreType.Of(column, Engine.MySql) is not { IsUnknown: false } to || Hole.IsIn(from.Text) || Hole.IsIn(to.Text))
        {
            return false;
        }

        // SQL Server refuses the same, whatever its settings.
        var fate = (from.Family == to.Family ? WithinFamily(from, to, Engine.SqlServer) : Converted(from, to, Engine.SqlServer)).Fate;
        return fate == ValueFate.Refused || (fate == ValueFate.Cut && to.Family == TypeFamily.Enum);
    }

    private static (ValueFate Fate, bool Narrows, string Why) Judge(StoreType from, StoreType to, Engine engine)
    {
        if (engine == Engine.Sqlite)
        {
            return Sqlite(from, to);
        }

        if (from.IsUnknown || to.IsUnknown)
        {
            return from.Name == to.Name && from.Text == to.Text
                ? Kept
                : (ValueFate.Unknown, false, "what this conversion does is not known");
        }

        return from.Family == to.Family ? WithinFamily(from, to, engine) : BetweenFamilies(from, to, engine);
    }

    private static readonly (ValueFate Fate, bool Narrows, string Why) Kept = (ValueFate.Kept, false, "");

    private static (ValueFate Fate, bool Narrows, string Why) FromFacets(Column old, Column column, Engine engine)
    {
        if (old.MaxLength == column.MaxLength && old.Precision == column.Precision && old.Scale == column.Scale && old.Unicode == column.Unicode)
        {
            return Kept;
        }

        if (old.MaxLength is { } before && column.MaxLength is { } after && old.Unicode == column.Unicode)
        {
            return after >= before ? Kept : TooLong(engine, "longer values");
        }

        return (ValueFate.Unknown, false, "the type is not said");
    }

    // SQLite refuses nothing and stores no length; only the affinity converts.
    private static (ValueFate Fate, bool Narrows, string Why) Sqlite(StoreType from, StoreType to)
    {
        if (from.Affinity == to.Affinity || to.Affinity is SqliteAffinity.Blob or SqliteAffinity.Text)
        {
            return Kept;
        }

        return from.Affinity switch
        {
            SqliteAffinity.Text or SqliteAffinity.Blob => (ValueFate.Cut, false, "text that looks like a number becomes one, so '007' turns into 7"),
            SqliteAffinity.Integer or SqliteAffinity.Numeric when to.Affinity == SqliteAffinity.Real =>
                (ValueFate.Cut, false, "whole numbers beyond 2^53 lose their last digits"),
            _ => Kept,
        };
    }

    private static (ValueFate Fate, bool Narrows, string Why) WithinFamily(StoreType from, StoreType to, Engine engine)
    {
        switch (from.Family)
        {
            case TypeFamily.Text:
                if (from.Unicode != false && to.Unicode == false && (from.Unicode == true || engine == Engine.Unknown))
                {
                    return (ValueFate.Cut, false, "characters outside the code page become '?'");
                }

                return Length(from.Length, to.Length, engine, "longer values");
            case TypeFamily.Binary or TypeFamily.Bits:
                return Length(from.Length, to.Length, engine, "longer values");
            case TypeFamily.Integer:
                return Integer(from, to, engine);
            case TypeFamily.Decimal:
                return Decimal(from, to, engine);
            case TypeFamily.Float:
                return from.Bits > to.Bits ? (ValueFate.Cut, true, "digits are lost") : Kept;
            case TypeFamily.Time or TypeFamily.DateTime or TypeFamily.DateTimeOffset or TypeFamily.Interval:
                return Temporal(from, to, engine);
            case TypeFamily.Array:
                return from.Element is { } before && to.Element is { } after ? Judge(before, after, engine) : (ValueFate.Unknown, false, "the element type is not known");
            case TypeFamily.Enum:
                return from.Values.All(value => to.Values.Contains(value)) && to.Values.Count > 0
                    ? Kept
                    : (ValueFate.Cut, true, "rows with a value that is no longer listed are emptied");
            case TypeFamily.Spatial or TypeFamily.Network or TypeFamily.Json:
                return from.Name == to.Name || from.Family == TypeFamily.Json ? Kept : (ValueFate.Unknown, false, "what this conversion does is not known");
            default:
                return Kept;
        }
    }

    private static (ValueFate Fate, bool Narrows, string Why) Length(int? from, int? to, Engine engine, string what)
    {
        if (to is StoreType.Unlimited || from == to)
        {
            return Kept;
        }

        if (from is null || to is null)
        {
            return (ValueFate.Unknown, false, "the length is not known");
        }

        return to >= from ? Kept : TooLong(engine, what);
    }

    private static (ValueFate Fate, bool Narrows, string Why) TooLong(Engine engine, string what) => engine switch
    {
        Engine.SqlServer or Engine.PostgreSql => (ValueFate.Refused, true, "the statement fails when there are " + what),
        Engine.MySql => (ValueFate.Cut, true, what + " are cut, unless the server runs in strict mode: then the statement fails"),
        _ => (ValueFate.Cut, true, what + " are cut or refused, depending on the engine"),
    };

    private static (ValueFate Fate, bool Narrows, string Why) OutOfRange(Engine engine) => engine switch
    {
        Engine.SqlServer or Engine.PostgreSql => (ValueFate.Refused, true, "the statement fails when a value is out of range"),
        Engine.MySql => (ValueFate.Cut, true, "values out of range are clamped, unless the server runs in strict mode: then the statement fails"),
        _ => (ValueFate.Cut, true, "values out of range are clamped or refused, depending on the engine"),
    };

    private static (ValueFate Fate, bool Narrows, string Why) Integer(StoreType from, StoreType to, Engine engine)
    {
        if (from.Bits is not { } before || to.Bits is not { } after)
        {
            return (ValueFate.Unknown, false, "the range is not known");
        }

        var fits = from.Unsigned == to.Unsigned ? after >= before : from.Unsigned && after > before;
        return fits ? Kept : OutOfRange(engine);
    }

    private static (ValueFate Fate, bool Narrows, string Why) Decimal(StoreType from, StoreType to, Engine engine)
    {
        if (to.Scale == StoreType.Unlimited)
        {
            return Kept;
        }

        if (from.Scale is null || to.Scale is null || from.Precision is null || to.Precision is null)
        {
            return (ValueFate.Unknown, false, "precision or scale is not known");
        }

        if (from.Scale > to.Scale)
        {
            return (ValueFate.Cut, true, "digits after the point are rounded away");
        }

        return from.Precision - from.Scale > to.Precision - to.Scale ? OutOfRange(engine) : Kept;
    }

    private static (ValueFate Fate, bool Narrows, string Why) Temporal(StoreType from, StoreType to, Engine engine)
    {
        if (to.FractionalSeconds is { } after && from.FractionalSeconds is { } before && after < before)
        {
            return (ValueFate.Cut, true, "fractions of a second are rounded away");
        }

        if (to.Name is ("datetime" or "smalldatetime") && from.Name != to.Name && engine is (Engine.SqlServer or Engine.Unknown))
        {
            return from.Name == "smalldatetime" ? Kept : (ValueFate.Cut, true, "times are rounded to what " + to.Name + " can hold");
        }

        return to.FractionalSeconds is null != from.FractionalSeconds is null && engine == Engine.Unknown
            ? (ValueFate.Unknown, false, "the precision is not known")
            : Kept;
    }

    private static (ValueFate Fate, bool Narrows, string Why) BetweenFamilies(StoreType from, StoreType to, Engine engine)
    {
        if (engine == Engine.PostgreSql && !CastsByItself(from.Family, to.Family))
        {
            return (ValueFate.Refused, false, "PostgreSQL has no automatic conversion, so the statement fails");
        }

        return Converted(from, to, engine);
    }

    private static (ValueFate Fate, bool Narrows, string Why) Converted(StoreType from, StoreType to, Engine engine)
    {
        switch (from.Family, to.Family)
        {
            case (TypeFamily.Integer, TypeFamily.Decimal):
                return to.Precision is null || to.Scale is null
                    ? (ValueFate.Unknown, false, "precision or scale is not known")
                    : to.Precision == StoreType.Unlimited || to.Precision - to.Scale >= Digits(from.Bits) ? Kept : OutOfRange(engine);
            case (TypeFamily.Integer, TypeFamily.Float):
                return (to.Bits >= 64 && from.Bits <= 32) || from.Bits <= 16 ? Kept : (ValueFate.Cut, false, "large whole numbers lose their last digits");
            case (TypeFamily.Boolean, TypeFamily.Integer or TypeFamily.Decimal or TypeFamily.Text):
                return Kept;
            case (TypeFamily.Integer or TypeFamily.Decimal or TypeFamily.Float, TypeFamily.Boolean):
                return (ValueFate.Cut, false, "every number but zero becomes true");
            case (TypeFamily.Decimal or TypeFamily.Float, TypeFamily.Integer):
                return (ValueFate.Cut, false, "fractions are lost");
            case (TypeFamily.Decimal, TypeFamily.Float) or (TypeFamily.Float, TypeFamily.Decimal):
                return (ValueFate.Cut, false, "digits are rounded");
            case (TypeFamily.Date, TypeFamily.DateTime or TypeFamily.DateTimeOffset):
                return Kept;
            case (TypeFamily.DateTime, TypeFamily.DateTimeOffset) or (TypeFamily.DateTimeOffset, TypeFamily.DateTime) when engine == Engine.PostgreSql:
                return (ValueFate.Reinterpreted, false, "times are converted with the time zone of the session that runs the migration");
            case (TypeFamily.DateTime, TypeFamily.DateTimeOffset):
                return to.FractionalSeconds < from.FractionalSeconds ? (ValueFate.Cut, true, "fractions of a second are rounded away") : Kept;
            case (TypeFamily.DateTimeOffset, TypeFamily.DateTime or TypeFamily.Date or TypeFamily.Time):
                return (ValueFate.Cut, false, to.Family switch
                {
                    TypeFamily.Date => "the time of day is lost",
                    TypeFamily.Time => "the date is lost",
                    _ => "the offset is lost",
                });
            case (TypeFamily.DateTime, TypeFamily.Date):
                return (ValueFate.Cut, false, "the time of day is lost");
            case (TypeFamily.DateTime, TypeFamily.Time):
                return (ValueFate.Cut, false, "the date is lost");
            case (TypeFamily.Float, TypeFamily.Text) when engine is (Engine.SqlServer or Engine.Unknown):
                return (ValueFate.Cut, false, "numbers are written with six digits");
            case (TypeFamily.DateTime, TypeFamily.Text) when from.Name is ("datetime" or "smalldatetime") && engine is (Engine.SqlServer or Engine.Unknown):
                return (ValueFate.Cut, false, "times are written without seconds");
            case (_, TypeFamily.Text):
                return IntoText(from, to, engine);
            case (TypeFamily.Text, TypeFamily.Guid or TypeFamily.Xml or TypeFamily.Json) when engine != Engine.Unknown:
                return (ValueFate.Refused, false, "the statement fails when a value is not of that form");
            case (TypeFamily.Text, TypeFamily.Enum):
                return (ValueFate.Cut, true, "rows with a value that is not listed are emptied");
            case (TypeFamily.Text, _):
                return (ValueFate.Cut, false, "values are converted: '007' becomes 7, and what does not convert fails or becomes zero");
            default:
                return (ValueFate.Unknown, false, "what this conversion does is not known");
        }
    }

    private static (ValueFate Fate, bool Narrows, string Why) IntoText(StoreType from, StoreType to, Engine engine)
    {
        int? needed = from.Family switch
        {
            TypeFamily.Integer => Digits(from.Bits) + 1,
            TypeFamily.Boolean => 5,
            TypeFamily.Guid => 36,
            TypeFamily.Date => 10,
            TypeFamily.Time => 16,
            TypeFamily.DateTime => 27,
            TypeFamily.DateTimeOffset => 34,
            TypeFamily.Decimal when from.Precision is { } precision && precision != StoreType.Unlimited => precision + 2,
            TypeFamily.Enum when from.Values.Count > 0 => from.Values.Max(value => value.Length),
            TypeFamily.Json or TypeFamily.Xml or TypeFamily.Float or TypeFamily.Decimal => null,
            TypeFamily.Binary => -1,
            _ => null,
        };
        if (needed == -1)
        {
            return engine == Engine.SqlServer
                ? (ValueFate.Refused, false, "bytes have no automatic conversion to text, so the statement fails")
                : (ValueFate.Unknown, false, "bytes may not be valid text");
        }

        if (to.Length == StoreType.Unlimited || (needed is not null && to.Length >= needed))
        {
            return Kept;
        }

        return to.Length is null ? (ValueFate.Unknown, false, "the length is not known") : TooLong(engine, "values that are longer when written as text");
    }

    // Casts that PostgreSQL applies in an assignment, and therefore in ALTER COLUMN TYPE without USING.
    private static bool CastsByItself(TypeFamily from, TypeFamily to) => (from, to) switch
    {
        (_, TypeFamily.Text) => from is not TypeFamily.Binary,
        (TypeFamily.Integer, TypeFamily.Decimal or TypeFamily.Float) => true,
        (TypeFamily.Decimal or TypeFamily.Float, TypeFamily.Integer or TypeFamily.Decimal or TypeFamily.Float) => true,
        (TypeFamily.Date, TypeFamily.DateTime or TypeFamily.DateTimeOffset) => true,
        (TypeFamily.DateTime, TypeFamily.Date or TypeFamily.Time or TypeFamily.DateTimeOffset) => true,
        (TypeFamily.DateTimeOffset, TypeFamily.Date or TypeFamily.Time or TypeFamily.DateTime) => true,
        (TypeFamily.Time, TypeFamily.Interval) or (TypeFamily.Interval, TypeFamily.Time) => true,
        _ => false,
    };

    private static int Digits(int? bits) => bits switch
    {
        8 => 3,
        16 => 5,
        24 => 8,
        32 => 10,
        _ => 20,
    };
}
