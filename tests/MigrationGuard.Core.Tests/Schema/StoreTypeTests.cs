using MigrationGuard.Model;
using MigrationGuard.Schema;

namespace MigrationGuard.Core.Tests.Schema;

public class StoreTypeTests
{
    [Theory]
    [InlineData("System.DateTime", "DateTime", Engine.PostgreSql, "timestamp without time zone DateTime fraction=6")]
    [InlineData("System.DateTime", "DateTime2", Engine.PostgreSql, "timestamp without time zone DateTime fraction=6")]
    [InlineData("System.DateTime", "DateTime", Engine.SqlServer, "datetime DateTime fraction=3")]
    [InlineData("System.DateTime", "DateTime2", Engine.SqlServer, "datetime2 DateTime fraction=7")]
    [InlineData("System.DateTime", "DateTime", Engine.MySql, "datetime DateTime fraction=0")]
    [InlineData("System.DateTime", null, Engine.PostgreSql, "timestamp with time zone DateTimeOffset fraction=6")]
    [InlineData("System.DateTime", null, Engine.SqlServer, "datetime2 DateTime fraction=7")]
    [InlineData("string", "String", Engine.SqlServer, "nvarchar Text length=255 unicode")]
    [InlineData("string", "AnsiString", Engine.SqlServer, "varchar Text length=255 ansi")]
    [InlineData("string", "String", Engine.MySql, "varchar Text length=255")]
    [InlineData("string", "String", Engine.PostgreSql, "text Text length=max unicode")]
    [InlineData("string", null, Engine.SqlServer, "nvarchar Text length=max unicode")]
    [InlineData("decimal", "Decimal", Engine.SqlServer, "decimal Decimal precision=19 scale=5")]
    [InlineData("decimal", "Currency", Engine.SqlServer, "money Decimal precision=19 scale=4")]
    [InlineData("byte[]", "Binary", Engine.SqlServer, "varbinary Binary length=8000")]
    public void FluentMigrator_writes_types_of_its_own(string clrType, string? word, Engine engine, string expected)
    {
        var column = new Column { Name = "A", ClrType = clrType, Annotations = word is null ? [] : [new Annotation("FluentMigrator:Type", Literal.OfString(word))] };

        Assert.Equal(expected, Describe(StoreType.Of(column, engine)!));
    }

    [Theory]
    [InlineData("nvarchar(50)", Engine.SqlServer, "nvarchar Text length=50 unicode")]
    [InlineData("NVARCHAR (MAX)", Engine.SqlServer, "nvarchar Text length=max unicode")]
    [InlineData("[nvarchar](20)", Engine.SqlServer, "nvarchar Text length=20 unicode")]
    [InlineData("varchar(8)", Engine.SqlServer, "varchar Text length=8 ansi")]
    [InlineData("varchar", Engine.SqlServer, "varchar Text length=1 ansi")]
    [InlineData("nchar(2)", Engine.SqlServer, "nchar Text length=2 unicode fixed")]
    [InlineData("decimal(18,2)", Engine.SqlServer, "decimal Decimal precision=18 scale=2")]
    [InlineData("decimal(18, 2)", Engine.SqlServer, "decimal Decimal precision=18 scale=2")]
    [InlineData("decimal(9)", Engine.SqlServer, "decimal Decimal precision=9 scale=0")]
    [InlineData("numeric", Engine.SqlServer, "decimal Decimal precision=18 scale=0")]
    [InlineData("money", Engine.SqlServer, "money Decimal precision=19 scale=4")]
    [InlineData("tinyint", Engine.SqlServer, "tinyint Integer bits=8 unsigned")]
    [InlineData("float(24)", Engine.SqlServer, "float Float bits=32")]
    [InlineData("float", Engine.SqlServer, "float Float bits=64")]
    [InlineData("datetime2", Engine.SqlServer, "datetime2 DateTime fraction=7")]
    [InlineData("datetime2(3)", Engine.SqlServer, "datetime2 DateTime fraction=3")]
    [InlineData("datetime", Engine.SqlServer, "datetime DateTime fraction=3")]
    [InlineData("datetimeoffset", Engine.SqlServer, "datetimeoffset DateTimeOffset fraction=7")]
    [InlineData("timestamp", Engine.SqlServer, "rowversion RowVersion")]
    [InlineData("varbinary(max)", Engine.SqlServer, "varbinary Binary length=max")]
    [InlineData("[dbo].[Flag]", Engine.SqlServer, "flag Unknown")]
    [InlineData("character varying(20)", Engine.PostgreSql, "character varying Text length=20 unicode")]
    [InlineData("varchar", Engine.PostgreSql, "character varying Text length=max unicode")]
    [InlineData("numeric", Engine.PostgreSql, "numeric Decimal precision=max scale=max")]
    [InlineData("numeric(10)", Engine.PostgreSql, "numeric Decimal precision=10 scale=0")]
    [InlineData("timestamp with time zone", Engine.PostgreSql, "timestamp with time zone DateTimeOffset fraction=6")]
    [InlineData("timestamp(3) with time zone", Engine.PostgreSql, "timestamp with time zone DateTimeOffset fraction=3")]
    [InlineData("timestamptz", Engine.PostgreSql, "timestamp with time zone DateTimeOffset fraction=6")]
    [InlineData("timestamp", Engine.PostgreSql, "timestamp without time zone DateTime fraction=6")]
    [InlineData("serial", Engine.PostgreSql, "integer Integer bits=32 generated")]
    [InlineData("pg_catalog.int8", Engine.PostgreSql, "bigint Integer bits=64")]
    [InlineData("interval(3)", Engine.PostgreSql, "interval Interval fraction=3")]
    [InlineData("bit varying(5)", Engine.PostgreSql, "bit varying Bits length=5")]
    [InlineData("text[]", Engine.PostgreSql, "text[] Array of text Text length=max unicode")]
    [InlineData("integer[3][]", Engine.PostgreSql, "integer[] Array of integer Integer bits=32")]
    [InlineData("int unsigned", Engine.MySql, "int Integer bits=32 unsigned")]
    [InlineData("int(11) unsigned zerofill", Engine.MySql, "int Integer bits=32 unsigned")]
    [InlineData("tinyint(1)", Engine.MySql, "tinyint Integer bits=8")]
    [InlineData("varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", Engine.MySql, "varchar Text length=255")]
    [InlineData("datetime(6)", Engine.MySql, "datetime DateTime fraction=6")]
    [InlineData("longtext", Engine.MySql, "longtext Text length=max")]
    [InlineData("enum('a','b,c','it''s')", Engine.MySql, "enum Enum values=a|b,c|it's")]
    [InlineData("VARCHAR(50)", Engine.Sqlite, "varchar Text length=max unicode")]
    [InlineData("DECIMAL(10,2)", Engine.Sqlite, "decimal Decimal precision=max scale=max")]
    [InlineData("FLOATING POINT", Engine.Sqlite, "floating point Integer bits=64")]
    [InlineData("", Engine.Sqlite, " Binary length=max")]
    [InlineData("decimal", Engine.Unknown, "decimal Decimal")]
    [InlineData("nvarchar(50)", Engine.Unknown, "nvarchar Text length=50 unicode")]
    [InlineData("uuid", Engine.Unknown, "uuid Guid")]
    [InlineData("varchar(\uFFFD)", Engine.SqlServer, "varchar Text ansi")]
    [InlineData("decimal(\uFFFD,2)", Engine.SqlServer, "decimal Decimal")]
    public void A_type_text_gives_its_facts(string text, Engine engine, string expected) =>
        Assert.Equal(expected, Describe(StoreType.Parse(text, engine)));

    [Theory]
    [InlineData("varchar(")]
    [InlineData(")))((")]
    [InlineData("enum('a")]
    [InlineData("enum('a''")]
    [InlineData("decimal(99999999999999999999,-)")]
    [InlineData("[[[[")]
    [InlineData("int[")]
    [InlineData("....")]
    public void A_broken_type_text_is_read_without_failing(string text)
    {
        foreach (Engine engine in Enum.GetValues<Engine>())
        {
            Assert.Equal(text, StoreType.Parse(text, engine).Text);
        }
    }

    [Theory]
    [InlineData("string", 50, null, Engine.SqlServer, "nvarchar Text length=50 unicode")]
    [InlineData("string", null, false, Engine.SqlServer, "varchar Text length=max ansi")]
    [InlineData("string", null, null, Engine.PostgreSql, "text Text length=max unicode")]
    [InlineData("System.String", 20, null, Engine.PostgreSql, "character varying Text length=20 unicode")]
    [InlineData("string", 255, null, Engine.MySql, "varchar Text length=255")]
    [InlineData("System.Guid", null, null, Engine.Sqlite, "text Text length=max unicode")]
    [InlineData("int?", null, null, Engine.PostgreSql, "integer Integer bits=32")]
    [InlineData("decimal", null, null, Engine.SqlServer, "decimal Decimal precision=18 scale=2")]
    [InlineData("bool", null, null, Engine.SqlServer, "bit Boolean")]
    [InlineData("int[]", null, null, Engine.PostgreSql, "integer[] Array of integer Integer bits=32")]
    public void A_column_without_a_store_type_gets_the_providers_type(string clr, int? length, bool? unicode, Engine engine, string expected)
    {
        var column = new Column { Name = "c", ClrType = clr, MaxLength = length, Unicode = unicode };
        Assert.Equal(expected, Describe(StoreType.Of(column, engine)!));
    }

    [Fact]
    public void A_store_type_wins_over_the_clr_type()
    {
        var column = new Column { Name = "c", ClrType = "string", StoreType = "varchar(10)", MaxLength = 99 };
        Assert.Equal("varchar Text length=10 ansi", Describe(StoreType.Of(column, Engine.SqlServer)!));
    }

    [Fact]
    public void A_column_that_says_no_type_has_none()
    {
        Assert.Null(StoreType.Of(new Column { Name = "c" }, Engine.SqlServer));
        Assert.Null(StoreType.Of(new Column { Name = "c", ClrType = "My.Own" }, Engine.SqlServer));
    }

    private static string Describe(StoreType type)
    {
        static string Limit(int value) => value == StoreType.Unlimited ? "max" : value.ToString();
        var parts = new List<string> { type.Name, type.Family.ToString() };
        if (type.Element is { } element)
        {
            parts.Add("of " + Describe(element));
        }

        if (type.Length is { } length)
        {
            parts.Add("length=" + Limit(length));
        }

        if (type.Precision is { } precision)
        {
            parts.Add("precision=" + Limit(precision));
        }

        if (type.Scale is { } scale)
        {
            parts.Add("scale=" + Limit(scale));
        }

        if (type.FractionalSeconds is { } fraction)
        {
            parts.Add("fraction=" + fraction);
        }

        if (type.Bits is { } bits)
        {
            parts.Add("bits=" + bits);
        }

        if (type.Unsigned)
        {
            parts.Add("unsigned");
        }

        if (type.Unicode is { } unicode)
        {
            parts.Add(unicode ? "unicode" : "ansi");
        }

        if (type.FixedLength)
        {
            parts.Add("fixed");
        }

        if (type.Generated)
        {
            parts.Add("generated");
        }

        if (type.Family == TypeFamily.Enum)
        {
            parts.Add("values=" + string.Join("|", type.Values));
        }

        return string.Join(" ", parts);
    }
}
