using System.Net;
using BioDL.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace BioDL.Cli.Serving;

/// <summary>
/// Serves a mirror folder over HTTP: only files that manifests list (and the archives of them), looked up by their exact path, so that no
/// request leads anywhere else. GET and HEAD, with ranges.
/// </summary>
internal sealed class MirrorServer
{
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    public MirrorServer(string folder, IReadOnlyList<DatasetManifest> manifests)
    {
        var top = Path.GetFullPath(folder);
        foreach (var manifest in manifests)
        {
            var listed = manifest.ReadFiles();
            var here = listed.Where(file => Add(top, Mirror.PathOf(manifest, file), file.Bytes)).Count();
            if (here == listed.Count)
                Sets.Add(manifest.Id);
            Add(top, Mirror.ArchivePathOf(manifest), null);
        }
    }

    /// <summary>The sets that the folder holds whole.</summary>
    public List<string> Sets { get; } = [];

    /// <summary>Starts to serve.</summary>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="lan">Whether other machines may ask.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="ProblemException">The port cannot be had.</exception>
    public async Task<RunningMirror> StartAsync(int port, bool lan, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxConcurrentConnections = 1000;
            kestrel.Listen(lan ? IPAddress.Any : IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        app.Run(AnswerAsync);
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (IOException fault)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new ProblemException($"Port {port} cannot be had: {fault.Message.TrimEnd('.')}. Choose another with --port, or --port 0 for any that is free.", fault);
        }
        return new RunningMirror(app, lan);
    }

    private bool Add(string top, string path, long? bytes)
    {
        var full = Path.GetFullPath(Path.Combine([top, .. path.Split('/')]));
        var info = new FileInfo(full);
        return info.Exists && (bytes is null || info.Length == bytes) && files.TryAdd(path, full);
    }

    private Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }
        var path = (request.Path.Value ?? "").TrimStart('/');
        return path.Length == 0 ? Results.Text($"A mirror of BioDL's data: {string.Join(", ", Sets)}\n").ExecuteAsync(context)
            : files.TryGetValue(path, out var file) ? Results.File(file, "application/octet-stream", enableRangeProcessing: true).ExecuteAsync(context)
            : Results.NotFound().ExecuteAsync(context);
    }
}
