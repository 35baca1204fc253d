namespace BioDL.Learning.Files;

/// <summary>Opens what a model is read from.</summary>
internal static class ModelLoader
{
    /// <summary>Reads a model from a file.</summary>
    /// <exception cref="OnnxException">The file cannot be read, or holds no model that is supported.</exception>
    public static ModelFile FromFile(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return FromStream(stream, path, Path.GetDirectoryName(Path.GetFullPath(path)));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OnnxException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads a model from a stream, to its end.</summary>
    /// <param name="stream">The stream; need not be able to seek.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="folder">Where weights in other files are looked for; null when there is no such place.</param>
    /// <exception cref="OnnxException">It holds no model that is supported.</exception>
    public static ModelFile FromStream(Stream stream, string name, string? folder = null)
    {
        var problems = new Problems();
        try
        {
            var file = ModelFile.Read(stream, new ExternalData(folder), problems);
            problems.Throw(name);
            return file;
        }
        catch (OnnxException error) when (!error.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new OnnxException($"{name} {error.Message}", error.InnerException);
        }
    }
}
