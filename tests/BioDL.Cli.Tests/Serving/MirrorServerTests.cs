using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using BioDL.Cli.Serving;
using BioDL.Data;

namespace BioDL.Cli.Tests.Serving;

public sealed class MirrorServerTests : IDisposable
{
    private const string Content = "twelve bytes";
    private readonly TemporaryFolder folder = new();
    private readonly DatasetManifest manifest = new()
    {
        Id = "small",
        Repository = "owner/name",
        Commit = new string('b', 40),
        OwnFiles = [new DatasetFile("", "", "", "part", "a folder/é.txt", 13, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Content + "!"))))],
    };

    public void Dispose() => folder.Dispose();

    private string Listed => $"owner/name/{manifest.Commit}/a folder/é.txt";

    [Fact]
    public async Task What_is_served_can_be_fetched_from_it()
    {
        folder.Write("mirror/" + Listed, Content + "!");
        await using var running = await Start();
        var store = new DataStore(new DataPlaces { Cache = folder.At("cache"), MirrorName = running.Addresses[0].AbsoluteUri });
        await Task.Run(() => store.Fetch([manifest]));
        Assert.Equal(Content + "!", Encoding.UTF8.GetString(store.Read(manifest, manifest.OwnFiles![0])));
    }

    [Theory]
    [InlineData("secret.txt")]
    [InlineData("owner/name/unlisted.txt")]
    [InlineData("%2e%2e/outside.txt")]
    [InlineData("mirror/..%2f..%2foutside.txt")]
    [InlineData("..%5coutside.txt")]
    public async Task Only_listed_files_are_served(string path)
    {
        folder.Write("mirror/secret.txt", "secret");
        folder.Write("mirror/owner/name/unlisted.txt", "secret");
        folder.Write("outside.txt", "secret");
        await using var running = await Start();
        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri(running.Addresses[0], path));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_file_of_another_size_than_listed_is_not_served()
    {
        folder.Write("mirror/" + Listed, "another");
        Assert.Empty(new MirrorServer(folder.At("mirror"), [manifest]).Sets);
        await using var running = await Start();
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri(running.Addresses[0], Listed))).StatusCode);
    }

    [Fact]
    public async Task Parts_heads_and_nothing_else_are_answered()
    {
        folder.Write("mirror/" + Listed, Content + "!");
        await using var running = await Start();
        using var client = new HttpClient();
        using var part = new HttpRequestMessage(HttpMethod.Get, new Uri(running.Addresses[0], Listed));
        part.Headers.Range = new RangeHeaderValue(7, null);
        using var answer = await client.SendAsync(part);
        Assert.Equal((HttpStatusCode.PartialContent, "bytes!"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));

        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, new Uri(running.Addresses[0], Listed)));
        Assert.Equal(13, head.Content.Headers.ContentLength);
        using var post = await client.PostAsync(running.Addresses[0], null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
    }

    [Fact]
    public async Task Without_lan_only_this_machine_is_listened_to()
    {
        await using var running = await Start();
        Assert.Equal("127.0.0.1", Assert.Single(running.Addresses).Host);
    }

    [Fact]
    public async Task A_port_in_use_is_told_with_what_to_do()
    {
        await using var running = await Start();
        var port = running.Addresses[0].Port;
        var problem = await Assert.ThrowsAsync<ProblemException>(() => new MirrorServer(folder.Path, []).StartAsync(port, lan: false, CancellationToken.None));
        Assert.StartsWith($"Port {port} cannot be had: ", problem.Message, StringComparison.Ordinal);
        Assert.EndsWith("Choose another with --port, or --port 0 for any that is free.", problem.Message, StringComparison.Ordinal);
    }

    private Task<RunningMirror> Start() => new MirrorServer(folder.At("mirror"), [manifest]).StartAsync(0, lan: false, CancellationToken.None);
}
