using MigrationGuard.Model;
using MigrationGuard.Reading.Tests.Fluent;

namespace MigrationGuard.Reading.Tests;

/// <summary>SQL from string resources (.resx): what their text is depends on files and languages that the compiler does not show, so it is not known, never nothing.</summary>
public sealed class StringResourceTests
{
    private const string Accessors = """
        namespace Team.Properties
        {
            internal class Resources
            {
                private static System.Resources.ResourceManager? resourceMan;
                private static System.Globalization.CultureInfo? resourceCulture;

                internal static System.Resources.ResourceManager ResourceManager
                {
                    get
                    {
                        if (object.ReferenceEquals(resourceMan, null))
                        {
                            resourceMan = new System.Resources.ResourceManager("Team.Properties.Resources", typeof(Resources).Assembly);
                        }

                        return resourceMan;
                    }
                }

                internal static string DropOld => ResourceManager.GetString("DropOld", resourceCulture)!;

                internal static string DropNew
                {
                    get
                    {
                        return ResourceManager.GetString("DropNew", resourceCulture)!;
                    }
                }
            }
        }
        """;

    [Theory]
    [InlineData("Team.Properties.Resources.DropOld")]
    [InlineData("Team.Properties.Resources.DropNew")]
    [InlineData("Team.Properties.Resources.ResourceManager.GetString(\"DropOld\")")]
    [InlineData("string.Format(Team.Properties.Resources.DropOld, \"Orders\")")]
    [InlineData("new System.Resources.ResourceManager(typeof(Team.Properties.Resources)).GetString(\"DropOld\")")]
    public void A_text_from_a_string_resource_is_not_known(string text)
    {
        var efCore = EfCore.Fidelity.ReadSource(EfCore.Fidelity.Migration($"migrationBuilder.Sql({text});") + "\n" + Accessors).Single(migration => migration.Name == "First").Up;
        var fluent = FluentRun.OfSource($$"""[Migration(1)] public class Probe : Migration { public override void Up() => Execute.Sql({{text}}); public override void Down() { } }""" + "\n" + Accessors).Migration.Up;

        foreach (var body in new[] { efCore, fluent })
        {
            var sql = Assert.Single(body.Operations.OfType<Sql>());
            Assert.True(sql.Text is null || Hole.IsIn(sql.Text), sql.Text);
        }
    }
}
