using BioDL.Notebooks.Worker;

return await WorkerProcess.RunAsync();
