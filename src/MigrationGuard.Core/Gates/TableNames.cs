using MigrationGuard.Model;
using MigrationGuard.Rollback;
using MigrationGuard.Schema;

namespace MigrationGuard.Gates;

/// <summary>Table names as people write them in gates.</summary>
internal static class TableNames
{
    /// <summary>The name that stands for the whole database.</summary>
    public const string Everything = "*";

    /// <summary>Whether a name in a gate means an impacted table: with or without its schema, with or without quotes.</summary>
    public static bool Means(string written, ImpactedTable table, Engine engine)
    {
        var name = written.Trim();
        if (name == Everything)
        {
            return true;
        }

        if (table.Table == ImpactSummary.UnknownTable)
        {
            return false;
        }

        if (SchemaNames.Same(Unquote(name), table.Table))
        {
            return true;
        }

        var dot = LastDotOutsideQuotes(name);
        return dot > 0
            && SchemaNames.Same(Unquote(name.Substring(dot + 1)), table.Table)
            && SchemaNames.SameSchema(Unquote(name.Substring(0, dot)), table.Schema, engine);
    }

    /// <summary>A name as people write it, without schema and quotes.</summary>
    public static string WithoutSchema(string written) => Unquote(written.Substring(LastDotOutsideQuotes(written) + 1));

    /// <summary>The table as a gate would name it.</summary>
    public static string Show(ImpactedTable table) =>
        table.Table == ImpactSummary.UnknownTable ? Everything : table.Schema is null ? table.Table : table.Schema + "." + table.Table;

    private static int LastDotOutsideQuotes(string name)
    {
        var depth = '\0';
        var found = -1;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (depth != '\0')
            {
                depth = c == depth ? '\0' : depth;
            }
            else if (c is '"' or '`')
            {
                depth = c;
            }
            else if (c == '[')
            {
                depth = ']';
            }
            else if (c == '.')
            {
                found = i;
            }
        }

        return found;
    }

    private static string Unquote(string name)
    {
        name = name.Trim();
        return name.Length >= 2 && (name[0], name[name.Length - 1]) is ('"', '"') or ('`', '`') or ('[', ']') ? name.Substring(1, name.Length - 2) : name;
    }
}
