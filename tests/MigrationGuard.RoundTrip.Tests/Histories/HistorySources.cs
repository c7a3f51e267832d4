using MigrationGuard.Model;

namespace MigrationGuard.RoundTrip.Histories;

/// <summary>The C# files of a case as a project has them: a migration and its Designer, three times.</summary>
internal static class HistorySources
{
    public const string ShopId = "20260101000000_Shop";
    public const string BeforeId = "20260102000000_Before";
    public const string ChangeId = "20260103000000_Change";

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using Microsoft.EntityFrameworkCore;
        using Microsoft.EntityFrameworkCore.Infrastructure;
        using Microsoft.EntityFrameworkCore.Metadata;
        using Microsoft.EntityFrameworkCore.Migrations;
        using Microsoft.EntityFrameworkCore.Migrations.Operations;

        """;

    private const string UsingsOfPostgres = "using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;\n";

    public static IEnumerable<(string Path, string Source)> Of(Case history, Engine engine)
    {
        var shop = new ModelText(Shop.Model);
        var before = shop.With(history.Text("before model"));
        var after = before.With(history.Text("model"));
        var files = new List<(string Path, string Source)>
        {
            (history.Name + "/Context.cs", $$"""

                namespace {{history.Namespace}}
                {
                    public sealed class Context : DbContext
                    {
                        public Context(DbContextOptions options) : base(options) { }
                    }
                }

                """),
        };
        files.AddRange(Migration(history, "Shop", ShopId, Shop.Up, Shop.Down, shop));
        files.AddRange(Migration(history, "Before", BeforeId, history.Text("before"), "", before));
        files.AddRange(Migration(history, "Change", ChangeId, history.Text("up"), history.Sections.ContainsKey("no down") ? null : history.Text("down"), after));
        return files.Select(file => (file.Path, Head(engine) + ProviderWords.Expand(file.Source, engine)));
    }

    private static string Head(Engine engine) => "#nullable disable\n" + Usings + (engine == Engine.PostgreSql ? UsingsOfPostgres : "");

    private static IEnumerable<(string Path, string Source)> Migration(Case history, string name, string id, string up, string? down, ModelText model)
    {
        yield return (history.Name + "/" + id + ".cs", $$"""

            namespace {{history.Namespace}}
            {
                public partial class {{name}} : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
            {{up}}
                    }
            {{(down is null ? "" : "        protected override void Down(MigrationBuilder migrationBuilder)\n        {\n" + down + "\n        }\n")}}
            {{history.Text(name == "Change" ? "members" : "")}}
                }
            }

            """);
        var target = history.Flags.Contains("no-designer") && name != "Shop"
            ? ""
            : "        protected override void BuildTargetModel(ModelBuilder modelBuilder)\n        {\n            modelBuilder.HasAnnotation(\"ProductVersion\", \"10.0.0\");\n" + model.ToCode() + "        }\n";
        yield return (history.Name + "/" + id + ".Designer.cs", $$"""

            namespace {{history.Namespace}}
            {
                [DbContext(typeof(Context))]
                [Migration("{{id}}")]
                partial class {{name}}
                {
            {{target}}    }
            }

            """);
    }
}
