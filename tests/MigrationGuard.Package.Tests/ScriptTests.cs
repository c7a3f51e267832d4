namespace MigrationGuard.Package;

/// <summary>SQL that a migration loads from the files of its project.</summary>
public sealed class ScriptTests
{
    /// <summary>Line 7 loads the script and line 8 runs it.</summary>
    private const string Embedded = """
        using Microsoft.EntityFrameworkCore.Migrations;
        namespace App.Migrations;
        [Migration("20260201000000_Cleanup")] public partial class Cleanup : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                using var reader = new StreamReader(typeof(Cleanup).Assembly.GetManifestResourceStream("App.Scripts.cleanup.sql")!);
                migrationBuilder.Sql(reader.ReadToEnd());
            }

            protected override void Down(MigrationBuilder migrationBuilder) { }
        }
        """;

    private const string Resources = """
        <Project>
          <ItemGroup>
            <EmbeddedResource Include="Scripts/*.sql" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public void An_embedded_script_is_judged_and_judged_again_when_it_is_edited()
    {
        var sandbox = Sandbox.WithEfCore()
            .Write("App/Directory.Build.targets", Resources)
            .Write("App/Migrations/Cleanup.cs", Embedded)
            .Write("App/Scripts/cleanup.sql", "DROP TABLE \"Customers\";\n");
        Assert.Contains("Customers", sandbox.Build().ShouldFailOnlyWith("MG6001").Text, StringComparison.Ordinal);

        sandbox.Write("App/Scripts/cleanup.sql", "CREATE TABLE \"Notes\" (\"Id\" integer NOT NULL);\n");
        sandbox.Build().ShouldPass();
        Assert.Contains("\"file\": \"Scripts/cleanup.sql\"", File.ReadAllText(sandbox.ShippedManifest), StringComparison.Ordinal);

        var script = sandbox.At("App", "Scripts", "cleanup.sql");
        var time = File.GetLastWriteTimeUtc(script);
        File.WriteAllText(script, "DROP TABLE \"Orders\";\n");
        File.SetLastWriteTimeUtc(script, time);
        Assert.Contains("Scripts/cleanup.sql", sandbox.Build().ShouldFailOnlyWith("MG0002").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_that_is_not_in_the_project_is_one_error_until_it_is_added()
    {
        var sandbox = Sandbox.WithEfCore()
            .Write("App/Directory.Build.targets", Resources)
            .Write("App/Migrations/Cleanup.cs", Embedded)
            .Write("App/Scripts/other.sql", "SELECT 1;\n");
        var error = sandbox.Build().ShouldFailOnlyWith("MG5006");
        Assert.Equal(8, error.Line);
        Assert.Contains("App.Scripts.cleanup.sql", error.Text, StringComparison.Ordinal);

        sandbox.Write("App/Scripts/cleanup.sql", "SELECT 1;\n");
        sandbox.Build().ShouldPass();
    }

    [Fact]
    public void A_file_that_is_read_from_disk_is_found_where_it_lies_and_where_it_is_copied_to()
    {
        var sandbox = Sandbox.WithEfCore()
            .Write("App/Directory.Build.targets", """
                <Project>
                  <ItemGroup>
                    <Content Include="$(MSBuildThisFileDirectory)../Shared #1/*.sql" Link="Sql/%(Filename)%(Extension)" CopyToOutputDirectory="PreserveNewest" />
                  </ItemGroup>
                </Project>
                """)
            .Write("Shared #1/shared file.sql", "DROP TABLE \"Invoices\";\n")
            .Write("App/Scripts/own.sql", "DROP TABLE \"Orders\";\n")
            .Write("App/Migrations/Cleanup.cs", """
                using Microsoft.EntityFrameworkCore.Migrations;
                namespace App.Migrations;
                [Migration("20260201000000_Cleanup")] public partial class Cleanup : Migration
                {
                    protected override void Up(MigrationBuilder migrationBuilder)
                    {
                        migrationBuilder.Sql(File.ReadAllText("Scripts/own.sql"));
                        migrationBuilder.Sql(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sql", "shared file.sql")));
                    }

                    protected override void Down(MigrationBuilder migrationBuilder) { }
                }
                """);

        var error = sandbox.Build().ShouldFailOnlyWith("MG6001");

        Assert.Contains("Orders", error.Text, StringComparison.Ordinal);
        Assert.Contains("Invoices", error.Text, StringComparison.Ordinal);
    }
}
