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
    public void A_file_of_the_repository_is_found_from_its_root_and_from_the_project(string path) => Assert.NotNull(Files.Read(path));

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
    public void Anything_else_is_not(string path) => Assert.Null(Files.Read(path));

    [Fact]
    public void A_full_path_is_not_a_path_of_the_repository() => Assert.Null(Files.Read(_folder.At("repo/docs/restore.md")));

    [Fact]
    public void A_link_that_leads_out_of_the_repository_is_not_followed()
    {
        File.CreateSymbolicLink(_folder.At("repo/docs/linked.md"), _folder.At("outside.md"));
        Directory.CreateSymbolicLink(_folder.At("repo/linked"), _folder.Path);

        Assert.Null(Files.Read("docs/linked.md"));
        Assert.Null(Files.Read("linked/outside.md"));
    }

    [Fact]
    public void A_link_that_stays_inside_the_repository_is_followed()
    {
        File.CreateSymbolicLink(_folder.At("repo/linked.md"), _folder.At("repo/docs/restore.md"));

        Assert.NotNull(Files.Read("linked.md"));
    }

    [Fact]
    public void A_linked_work_tree_has_a_file_named_git_and_is_a_repository_too()
    {
        _folder.With("tree/.git", "gitdir: elsewhere").With("tree/docs/restore.md").With("tree/Shop/x");

        Assert.NotNull(new RepositoryFiles(_folder.At("tree/Shop")).Read("docs/restore.md"));
    }

    [Fact]
    public void The_text_of_a_file_is_read_and_what_is_no_text_or_far_too_long_is_empty()
    {
        File.WriteAllText(_folder.At("repo/docs/restore.md"), "# Orders\n");
        File.WriteAllBytes(_folder.At("repo/docs/restore.pdf"), [0x25, 0x50, 0x44, 0x46, 0x00, 0x01]);
        File.WriteAllText(_folder.At("repo/docs/endless.md"), new string('x', 5 * 1024 * 1024));

        Assert.Equal("# Orders\n", Files.Read("docs/restore.md"));
        Assert.Equal("", Files.Read("docs/restore.pdf"));
        Assert.Equal("", Files.Read("docs/endless.md"));
    }

    [Fact]
    public void The_project_folder_is_named_from_the_root()
    {
        Assert.Equal("src/Shop", Files.ProjectFolder);
        Assert.Equal("", new RepositoryFiles(_folder.At("repo")).ProjectFolder);
    }
}
