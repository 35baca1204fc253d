namespace BioDL.Notebooks.Kernel.Transport;

/// <summary>A peer does not keep to the protocol; its connection is closed.</summary>
internal sealed class ZmtpException(string message) : IOException(message);
