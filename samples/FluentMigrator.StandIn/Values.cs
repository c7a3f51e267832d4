namespace FluentMigrator;

public enum TransactionBehavior
{
    Default = 0,
    None = 1,
}

public enum TagBehavior
{
    RequireAll,
    RequireAny,
}

public enum MigrationStage
{
    BeforeAll,
    BeforeEach,
    AfterEach,
    BeforeProfiles,
    AfterAll,
}

public enum SystemMethods
{
    NewGuid,
    NewSequentialId,
    CurrentDateTime,
    CurrentDateTimeOffset,
    CurrentUTCDateTime,
    CurrentUser,
}

/// <summary>A value that the database evaluates.</summary>
public class RawSql
{
    private RawSql(string value) => Value = value;

    public string Value { get; }

    public static RawSql Insert(string sqlToRun) => new(sqlToRun);
}

/// <summary>A text value without Unicode.</summary>
public class NonUnicodeString
{
    public NonUnicodeString(string value) => Value = value;

    public string Value { get; }

    public override string ToString() => Value;
}
