using System.Diagnostics;

namespace BioDL.Learning.Tests.Checking;

/// <summary>Runs lines of Python with the reference implementation of ONNX.</summary>
internal static class PythonOnnx
{
    /// <summary>What the lines print.</summary>
    public static string Run(string folder, string lines)
    {
        var script = Path.Combine(folder, "script.py");
        File.WriteAllText(script, lines);
        using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [script])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var complaints = python.StandardError.ReadToEndAsync();
        var printed = python.StandardOutput.ReadToEnd();
        python.WaitForExit();
        Assert.True(python.ExitCode == 0, complaints.Result);
        return printed;
    }
}
