namespace MigrationGuard.Build;

public sealed class RepositoryFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("outside.md")
        .With("repo/.git/HEAD")
        .With("repo/docs/restore.md")
        .With("repo/src/Shop/notes.md")
        .With("repository-next-door/restore.md");

    private RepositoryFiles Files => new(_folder.At("repo/src/Shop"));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("docs/restore.md")]
    [InlineData("docs\\restore.md")]
    [InlineData("notes.md")]
    [InlineData("../../docs/restore.md")]
    public void A_file_of_the_repository_is_found_from_its_root_and_from_the_project(string path) => Assert.True(Files.Exists(path));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("docs")]
    [InlineData("docs/missing.md")]
    [InlineData("../outside.md")]
    [InlineData("../../../outside.md")]
    [InlineData("../repository-next-door/restore.md")]
    [InlineData("https://wiki.example/restore")]
    [InlineData("docs/\0restore.md")]
    public void Anything_else_is_not(string path) => Assert.False(Files.Exists(path));

    [Fact]
    public void A_full_path_is_not_a_path_of_the_repository() => Assert.False(Files.Exists(_folder.At("repo/docs/restore.md")));

    [Fact]
    public void A_link_that_leads_out_of_the_repository_is_not_followed()
    {
        File.CreateSymbolicLink(_folder.At("repo/docs/linked.md"), _folder.At("outside.md"));
        Directory.CreateSymbolicLink(_folder.At("repo/linked"), _folder.Path);

        Assert.False(Files.Exists("docs/linked.md"));
        Assert.False(Files.Exists("linked/outside.md"));
    }

    [Fact]
    public void A_link_that_stays_inside_the_repository_is_followed()
    {
        File.CreateSymbolicLink(_folder.At("repo/linked.md"), _folder.At("repo/docs/restore.md"));

        Assert.True(Files.Exists("linked.md"));
    }

    [Fact]
    public void A_linked_work_tree_has_a_file_named_git_and_is_a_repository_too()
    {
        _folder.With("tree/.git", "gitdir: elsewhere").With("tree/docs/restore.md").With("tree/Shop/x");

        Assert.True(new RepositoryFiles(_folder.At("tree/Shop")).Exists("docs/restore.md"));
    }

    [Fact]
    public void The_project_folder_is_named_from_the_root()
    {
        Assert.Equal("src/Shop", Files.ProjectFolder);
        Assert.Equal("", new RepositoryFiles(_folder.At("repo")).ProjectFolder);
    }
}
