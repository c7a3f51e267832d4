namespace MigrationGuard.Package;

/// <summary>Project files and migrations of throw-away projects.</summary>
internal static class Projects
{
    public static string EfCore => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <MigrationGuardEngine>postgresql</MigrationGuardEngine>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.EntityFrameworkCore.Relational" Version="10.0.0" />
            <PackageReference Include="MigrationGuard.Analyzers" Version="{PackageUnderTest.Version}" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>Migrations for one target framework only: the other one has none.</summary>
    public static string MultiTargeted => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>
            <MigrationGuardEngine>postgresql</MigrationGuardEngine>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.EntityFrameworkCore.Relational" Version="10.0.0" Condition="'$(TargetFramework)' == 'net10.0'" />
            <PackageReference Include="MigrationGuard.Analyzers" Version="{PackageUnderTest.Version}" PrivateAssets="all" />
            <Compile Remove="Migrations/**" Condition="'$(TargetFramework)' != 'net10.0'" />
          </ItemGroup>
        </Project>
        """;

    public static string FluentMigrator => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <MigrationGuardEngine>postgresql</MigrationGuardEngine>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{PackageUnderTest.FluentMigrator}" />
            <PackageReference Include="MigrationGuard.Analyzers" Version="{PackageUnderTest.Version}" PrivateAssets="all" />
          </ItemGroup>
        </Project>
        """;

    /// <summary>A migration whose rows are gone for good: line 4 declares the class, line 8 drops the column.</summary>
    public static string Drop(string attributes = "", string beforeOperation = "") => $$"""
        using Microsoft.EntityFrameworkCore.Migrations;
        using MigrationGuard;
        namespace App.Migrations;
        [Migration("20260201000000_DropEmail")]{{attributes}} public partial class DropEmail : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {{{beforeOperation}}
                migrationBuilder.DropColumn(name: "Email", table: "Customers");
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.AddColumn<string>(name: "Email", table: "Customers", type: "text", nullable: true);
            }
        }
        """;

    public const string Runbook = "docs/runbooks/restore-customers.md";

    public const string RunbookText = "# Restore from the nightly snapshot\n\n## Customers\n\n1. Restore it.\n";

    public const string Gate = """[BackupGate("Customers", Source = "nightly snapshot", Runbook = "docs/runbooks/restore-customers.md", RestoreTestedOn = "2026-11-01", RestoreMinutes = 20, Owner = "dba on-call")]""";

    /// <summary>Nothing is lost here.</summary>
    public const string Safe = """
        using Microsoft.EntityFrameworkCore.Migrations;
        namespace App.Migrations;
        [Migration("20260101000000_Start")]
        public partial class Start : Migration
        {
            protected override void Up(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.CreateTable(name: "Customers", columns: table => new { Id = table.Column<int>(type: "integer", nullable: false) });
            }

            protected override void Down(MigrationBuilder migrationBuilder)
            {
                migrationBuilder.DropTable(name: "Customers");
            }
        }
        """;
}
