using MigrationGuard.Testing;

namespace MigrationGuard.Benchmarks;

/// <summary>A project of generated migrations on disk.</summary>
internal static class SyntheticProject
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <EnableDefaultCompileItems>true</EnableDefaultCompileItems>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Microsoft.EntityFrameworkCore.Relational" Version="10.0.0" />
          </ItemGroup>
        </Project>

        """;

    public static void Write(string folder, int migrations, int designerKilobytes)
    {
        Directory.CreateDirectory(Path.Combine(folder, "Migrations"));
        File.WriteAllText(Path.Combine(folder, "Synthetic.csproj"), Project);
        foreach (var (path, source) in GeneratedMigrations.Files(migrations, designerKilobytes * 1024))
        {
            File.WriteAllText(Path.Combine(folder, path), source);
        }
    }
}
