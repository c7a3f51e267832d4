using MigrationGuard.Model;
using MigrationGuard.Writing;
using Microsoft.CodeAnalysis.CSharp;

namespace MigrationGuard;

/// <summary>SQL as a call of the migration's own framework.</summary>
/// <param name="framework">The framework.</param>
/// <param name="rawText">Whether the language version has text in three quotes, in which SQL stays readable.</param>
internal sealed class SqlCalls(Framework framework, bool rawText)
{
    /// <summary>For a migration.</summary>
    public static SqlCalls For(ProvenFix fix) =>
        new(fix.Step.Migration.Framework, fix.Class.Declaration.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= (LanguageVersion)1100 });

    /// <summary>The call, without a semicolon; null when the framework would not hand the text over as it is.</summary>
    /// <param name="builder">Name of EF Core's builder.</param>
    /// <param name="sql">The text.</param>
    /// <param name="suppressTransaction">Whether EF Core is to run it after it has committed what came before.</param>
    public string? Write(string builder, string sql, bool suppressTransaction = false)
    {
        // FluentMigrator puts parameters in place of $(name).
        if (framework == Framework.FluentMigrator && sql.IndexOf("$(", StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        var literal = rawText && sql.IndexOf("\"\"\"", StringComparison.Ordinal) < 0 && sql.IndexOf('"') >= 0 && sql[0] != '"' && sql[sql.Length - 1] != '"'
            ? "\"\"\"" + sql + "\"\"\""
            : CSharpLiterals.Quote(sql);
        return framework == Framework.FluentMigrator ? "Execute.Sql(" + literal + ")" : builder + ".Sql(" + literal + (suppressTransaction ? ", suppressTransaction: true" : "") + ")";
    }
}
