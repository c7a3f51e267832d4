using System.Globalization;

namespace FluentMigrator;

[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public class MigrationAttribute : Attribute
{
    public MigrationAttribute(long version, string description)
        : this(version, TransactionBehavior.Default, description)
    {
    }

    public MigrationAttribute(long version, TransactionBehavior transactionBehavior = TransactionBehavior.Default, string description = null)
    {
        Version = version;
        TransactionBehavior = transactionBehavior;
        Description = description;
    }

    public long Version { get; }

    public TransactionBehavior TransactionBehavior { get; }

    public string Description { get; }

    public bool BreakingChange { get; set; }
}

/// <summary>A version that reads as a point in time: <c>yyyyMMddHHmmss</c>.</summary>
public class TimestampedMigrationAttribute : MigrationAttribute
{
    public TimestampedMigrationAttribute(ushort year, ushort month, ushort day, ushort hour, ushort minute)
        : base(VersionOf(year, month, day, hour, minute, 0))
    {
    }

    public TimestampedMigrationAttribute(ushort year, ushort month, ushort day, ushort hour, ushort minute, ushort second)
        : base(VersionOf(year, month, day, hour, minute, second))
    {
    }

    public TimestampedMigrationAttribute(ushort year, ushort month, ushort day, ushort hour, ushort minute, string description)
        : base(VersionOf(year, month, day, hour, minute, 0), description)
    {
    }

    public TimestampedMigrationAttribute(ushort year, ushort month, ushort day, ushort hour, ushort minute, ushort second, string description)
        : base(VersionOf(year, month, day, hour, minute, second), description)
    {
    }

    public TimestampedMigrationAttribute(ushort year, ushort month, ushort day, ushort hour, ushort minute, TransactionBehavior transactionBehavior)
        : base(VersionOf(year, month, day, hour, minute, 0), transactionBehavior)
    {
    }

    public TimestampedMigrationAttribute(
        ushort year, ushort month, ushort day, ushort hour, ushort minute, ushort second, TransactionBehavior transactionBehavior)
        : base(VersionOf(year, month, day, hour, minute, second), transactionBehavior)
    {
    }

    public TimestampedMigrationAttribute(
        ushort year, ushort month, ushort day, ushort hour, ushort minute, TransactionBehavior transactionBehavior, string description)
        : base(VersionOf(year, month, day, hour, minute, 0), transactionBehavior, description)
    {
    }

    public TimestampedMigrationAttribute(
        ushort year, ushort month, ushort day, ushort hour, ushort minute, ushort second, TransactionBehavior transactionBehavior, string description)
        : base(VersionOf(year, month, day, hour, minute, second), transactionBehavior, description)
    {
    }

    // Through DateTime, so that a day that does not exist is refused as the library refuses it.
    private static long VersionOf(int year, int month, int day, int hour, int minute, int second) =>
        long.Parse(
            new DateTime(year, month, day, hour, minute, second).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture);
}

[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public class MaintenanceAttribute : Attribute
{
    public MaintenanceAttribute(MigrationStage stage)
        : this(stage, TransactionBehavior.Default)
    {
    }

    public MaintenanceAttribute(MigrationStage stage, TransactionBehavior transactionBehavior)
    {
        Stage = stage;
        TransactionBehavior = transactionBehavior;
    }

    public MigrationStage Stage { get; }

    public TransactionBehavior TransactionBehavior { get; }
}

[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public class ProfileAttribute : Attribute
{
    public ProfileAttribute(string profileName) => ProfileName = profileName;

    public string ProfileName { get; }
}

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, AllowMultiple = true, Inherited = true)]
public class TagsAttribute : Attribute
{
    public TagsAttribute(string tagName1)
        : this(TagBehavior.RequireAll, tagName1)
    {
    }

    public TagsAttribute(string tagName1, string tagName2)
        : this(TagBehavior.RequireAll, tagName1, tagName2)
    {
    }

    public TagsAttribute(string tagName1, string tagName2, string tagName3)
        : this(TagBehavior.RequireAll, tagName1, tagName2, tagName3)
    {
    }

    public TagsAttribute(string tagName1, string tagName2, string tagName3, string tagName4)
        : this(TagBehavior.RequireAll, tagName1, tagName2, tagName3, tagName4)
    {
    }

    public TagsAttribute(params string[] tagNames)
        : this(TagBehavior.RequireAll, tagNames)
    {
    }

    public TagsAttribute(TagBehavior behavior, params string[] tagNames)
    {
        Behavior = behavior;
        TagNames = tagNames;
    }

    public TagBehavior Behavior { get; }

    public string[] TagNames { get; }
}

[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public class MigrationTraitAttribute : Attribute
{
    public MigrationTraitAttribute(string name)
        : this(name, null)
    {
    }

    public MigrationTraitAttribute(string name, object value)
    {
        Name = name;
        Value = value;
    }

    public string Name { get; }

    public object Value { get; }
}
